import type { Client } from 'pg';
import { readAnchor } from './anchor.ts';
import { checkAnchors } from './check-anchors.ts';
import { SealCheck } from './check-seals.ts';
import type { Finding } from './finding.ts';
import { differsFromWitness, TrailDatabase } from './trail-database.ts';

/** What was looked at, and what is wrong with it. */
export interface Verdict {
  readonly service: string;
  readonly seals: number;
  readonly chains: number;
  readonly anchors: number;
  /** of the seals, how many the gateway heard of */
  readonly witnessed: number;
  readonly findings: readonly Finding[];
}

/** Where anchors come from when not from the database itself: texts of a service's files. */
export type AnchorFiles = (service: string) => Promise<readonly string[]>;

interface Means {
  /** PEM, SPKI; without it anchors are not looked at */
  readonly publicKey?: string | undefined;
  readonly anchorFiles?: AnchorFiles | undefined;
}

/**
 * Recomputes every seal of every service from the rows themselves.
 * @param client connected as a role that sees all events, the auditor's or a superuser
 */
export async function* verifyDatabase(client: Client, { publicKey, anchorFiles }: Means): AsyncGenerator<Verdict> {
  const trail = await TrailDatabase.open(client);
  for (const service of await trail.services()) {
    const texts = publicKey ? await (anchorFiles ?? ((name) => trail.anchors(name)))(service) : [];
    const anchors = checkAnchors(
      service,
      texts.map((text) => readAnchor(text, publicKey ?? '')),
    );
    const check = new SealCheck(service, anchors.heads);
    const findings: Finding[] = [...anchors.findings];
    let witnessed = 0;
    for await (const page of trail.sealed(service)) {
      findings.push(...page.flatMap((one) => check.next(one)));
      const heard = await trail.witnessed(page.map(({ seal }) => seal.eventId));
      findings.push(...differsFromWitness(service, page, heard));
      witnessed += heard.size;
    }
    findings.push(...check.end(), ...(await trail.unsealed(service)), ...(await trail.heardOnly(service)));
    yield {
      service,
      seals: check.count,
      chains: check.chains,
      anchors: texts.length,
      witnessed,
      findings: inOrder(findings),
    };
  }
}

/** The first bad row first; what has no place in the history comes last. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => (a.number ?? Number.POSITIVE_INFINITY) - (b.number ?? Number.POSITIVE_INFINITY) || 0);
