import type { Client } from 'pg';
import { readAnchor } from './anchor.ts';
import { checkAnchors } from './check-anchors.ts';
import { SealCheck, type SealedEvent } from './check-seals.ts';
import { jsonOf, type TrailEvent } from './event.ts';
import type { Finding } from './finding.ts';
import type { Json } from './hash.ts';
import type { Seal } from './seal.ts';
import { openSigned, SignedLines, Unreadable } from './signed-lines.ts';
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

const sealedOf = ({ seal, record }: Line): SealedEvent => ({
  seal,
  record: record && {
    ...record,
    event: {
      ...record.event,
      occurredAt: new Date(record.event.occurredAt),
      payload: Buffer.from(record.event.payload, 'base64'),
    },
  },
});

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

/**
 * Checks an exported file without any server.
 * @returns one verdict per service, and whether the file itself is as it was signed
 * @throws Unreadable
 */
export const verifyFile = (text: string, publicKey: string): { genuine: boolean; verdicts: Verdict[] } => {
  const { lines, genuine } = openSigned(text, publicKey);
  const [title, ...rest] = lines as [Title | undefined, ...Line[]];
  if (title?.trail !== 1) throw new Unreadable('no exported trail');
  const byService = Map.groupBy(rest, ({ seal }) => seal.service);
  const verdicts = Object.entries(title.anchors).map(([service, texts]): Verdict => {
    const read = texts.map((anchor) => readAnchor(anchor, publicKey));
    const anchors = checkAnchors(service, read);
    const check = new SealCheck(service, anchors.heads, title.orderId === null);
    const sealed = byService.get(service) ?? [];
    const findings: Finding[] = [
      ...anchors.findings,
      ...sealed.flatMap((line) => check.next(sealedOf(line))),
      ...check.end(),
    ];
    const { count: seals, chains } = check;
    return { service, seals, chains, anchors: read.length, witnessed: 0, findings: inOrder(findings) };
  });
  return { genuine, verdicts };
};
