import type { AnchoredHead, ReadAnchor } from './anchor.ts';
import { type Finding, finding } from './finding.ts';

/** The anchored heads by the number of their seal, and what is wrong with the anchors themselves. */
export const checkAnchors = (
  service: string,
  read: readonly (ReadAnchor | null)[],
): { readonly heads: ReadonlyMap<number, AnchoredHead>; readonly findings: readonly Finding[] } => {
  const ordered = read.filter((anchor) => anchor !== null).toSorted((a, b) => a.through - b.through);
  const unreadable = read.filter((anchor) => anchor === null).map(() => finding('anchor-forged', service));
  const findings = ordered.flatMap((anchor, i) => {
    const at = { number: anchor.through };
    if (!anchor.genuine || anchor.service !== service) return [finding('anchor-forged', service, at)];
    return anchor.previous === (ordered[i - 1]?.name ?? null) ? [] : [finding('anchor-missing', service, at)];
  });
  const genuine = ordered.filter((anchor) => anchor.genuine && anchor.service === service);
  return {
    heads: new Map(genuine.flatMap(({ heads }) => heads.map((head) => [head.number, head]))),
    findings: [...unreadable, ...findings],
  };
};
