import type { Client } from 'pg';
import { readAnchor } from './anchor.ts';
import { checkAnchors } from './check-anchors.ts';
import { SealCheck, type SealedEvent } from './check-seals.ts';
import { digestOf, jsonOf, type TrailEvent } from './event.ts';
import type { Finding } from './finding.ts';
import type { Json } from './hash.ts';
import type { Seal } from './seal.ts';
import { SignedLines, SignedReading, Unreadable } from './signed-lines.ts';
import { TrailDatabase } from './trail-database.ts';
import { inOrder, type Verdict } from './verify-database.ts';

/** The first line of an exported trail. */
interface Title {
  readonly trail: 1;
  /** null: everything */
  readonly orderId: string | null;
  /** the anchors of each service, as texts; none with one order, for they name the other orders' chains */
  readonly anchors: Readonly<Record<string, readonly string[]>>;
}

type EventInFile = Omit<TrailEvent, 'occurredAt' | 'payload'> & { occurredAt: string; payload: string };

/** One sealed event per line; `record` null when the event is gone. */
interface Line {
  readonly seal: Seal;
  readonly record: { event: EventInFile; position: string; traceparent: string | null; causedBy: string | null } | null;
}

const lineOf = ({ seal, record }: SealedEvent): { seal: Seal; record: Json } => ({
  seal,
  record: record && { ...record, event: jsonOf(record.event) },
});

const sealedOf = ({ seal, record }: Line): SealedEvent => {
  if (!record) return { seal, record, digest: null };
  const occurredAt = new Date(record.event.occurredAt);
  const event = { ...record.event, occurredAt, payload: Buffer.from(record.event.payload, 'base64') };
  return { seal, record: { ...record, event }, digest: digestOf(event) };
};

/**
 * The trail of one order, or all of it, as signed JSONL: who gets the file can verify it without us.
 * @param privateKey PEM of the installation
 */
export async function* exportTrail(
  client: Client,
  privateKey: string,
  orderId: string | undefined,
): AsyncGenerator<string> {
  const trail = await TrailDatabase.open(client);
  const services = await trail.services();
  const anchors: Record<string, readonly string[]> = {};
  for (const service of services) anchors[service] = orderId ? [] : await trail.anchors(service);
  const lines = new SignedLines();
  const title: Title = { trail: 1, orderId: orderId ?? null, anchors };
  yield lines.line(title);
  for (const service of services)
    for await (const page of trail.sealed(service, orderId))
      yield page.map((sealed) => lines.line(lineOf(sealed))).join('');
  yield lines.signature(privateKey);
}

interface ServiceCheck {
  readonly check: SealCheck;
  readonly anchors: number;
  readonly findings: Finding[];
}

/**
 * Checks an exported file without any server, as its lines come.
 * @returns one verdict per service, and whether the file itself is as it was signed
 * @throws Unreadable
 */
export const verifyFile = async (
  lines: AsyncIterable<string>,
  publicKey: string,
): Promise<{ genuine: boolean; verdicts: Verdict[] }> => {
  const reading = new SignedReading();
  let services: ReadonlyMap<string, ServiceCheck> | undefined;
  let number = 0;
  for await (const line of lines) {
    const value = reading.next(line);
    if (value === undefined) continue;
    number += 1;
    if (services) check(services, value as Line, number);
    else services = servicesOf(value as Title, publicKey);
  }
  if (!services) throw new Unreadable('no exported trail');
  return { genuine: reading.genuine(publicKey), verdicts: [...services].map(verdictOf) };
};

const servicesOf = ({ trail, orderId, anchors }: Title, publicKey: string): ReadonlyMap<string, ServiceCheck> => {
  if (trail !== 1) throw new Unreadable('no exported trail');
  return new Map(
    Object.entries(anchors).map(([service, texts]) => {
      const { heads, findings } = checkAnchors(
        service,
        texts.map((text) => readAnchor(text, publicKey)),
      );
      const seals = new SealCheck(service, heads, orderId === null);
      return [service, { check: seals, anchors: texts.length, findings: [...findings] }];
    }),
  );
};

const check = (services: ReadonlyMap<string, ServiceCheck>, line: Line, number: number): void => {
  try {
    const service = services.get(line.seal.service);
    service?.findings.push(...service.check.next(sealedOf(line)));
    if (service) return;
  } catch (error) {
    // a value that is not of its kind: no date, no text
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
  }
  throw new Unreadable(`line ${number}`);
};

const verdictOf = ([service, { check: seals, anchors, findings }]: [string, ServiceCheck]): Verdict => ({
  service,
  seals: seals.count,
  chains: seals.chains,
  anchors,
  witnessed: 0,
  findings: inOrder([...findings, ...seals.end()]),
});
