import type { Located, Problems } from '../findings/problem.ts';
import { type MessageResult, verdictOf } from '../result.ts';
import type { CheckedMap } from './checked-map.ts';
import type { Piece } from './place-segments.ts';
import { readByMap } from './read-by-map.ts';

/** The map that a partner's messages of this type and version are read by. */
export type MapOf = (type: string, version: string) => CheckedMap | undefined;

/** What the standard mapping read, and what the partner's map says otherwise; it may reject what that accepted. */
export const mapMessage = (
  map: CheckedMap | undefined,
  pieces: () => readonly Piece[],
  segments: readonly Located[],
  problems: Problems,
  standard: MessageResult,
): MessageResult => {
  if (!map || !standard.document) return standard;
  const { document, kept, findings } = readByMap(map, pieces(), standard.document);
  for (const { id, rule, piece, element, value } of findings) {
    const segment = segments.find(({ position }) => position === piece?.position) ?? segments[0];
    if (segment) problems.at(id, segment, { ...(piece && element > 0 ? { element } : {}), value, expected: rule });
  }
  const verdict = verdictOf(problems.list);
  return { ...standard, verdict, document: verdict === 'rejected' ? null : document, kept };
};
