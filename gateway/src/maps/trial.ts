import {
  type CanonicalDocument,
  type Difference,
  differences,
  type InterchangeResult,
  type KeptReference,
  type MapOf,
  type MessageResult,
} from '@tradeloom/edi';
import { edifactSyntax } from '../messages/edifact-syntax.ts';
import { x12Syntax } from '../messages/x12-syntax.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';

/** What a message says by one map. */
export interface Said {
  readonly verdict: MessageResult['verdict'];
  readonly document: CanonicalDocument | null;
  readonly kept: readonly KeptReference[];
  readonly errors: readonly object[];
}

/** One message of a file, by the map in force and by another. */
export interface Compared {
  readonly type: string;
  readonly release: string;
  readonly control: string;
  readonly groupControl: string;
  readonly before: Said;
  readonly after: Said;
  readonly differences: readonly Difference[];
}

/** A file as the partner's profile has it read, by one map or another. */
export const readerOf =
  (partner: ProfiledPartner, format: string, content: Buffer) =>
  (map: MapOf): readonly InterchangeResult[] =>
    (format === 'edifact' ? edifactSyntax : x12Syntax).readFile(content, partner, map).interchanges;

type Read = ReturnType<typeof readerOf>;

export const saidBy = ({ verdict, document, kept = [], errors }: MessageResult): Said => ({
  verdict,
  document,
  kept,
  errors,
});

export const messagesIn = (read: Read, map: MapOf) =>
  read(map).flatMap(({ groups }) =>
    groups.flatMap((group) => group.messages.map((message) => ({ message, groupControl: group.control }))),
  );

/** Reads a file by one map and by another; message by message, for the envelope is the same. */
export const compare = (read: Read, before: MapOf, after: MapOf): Compared[] => {
  const then = messagesIn(read, before);
  return messagesIn(read, after).flatMap(({ message, groupControl }, i) => {
    const other = then[i]?.message;
    if (!other) return [];
    const [was, is] = [saidBy(other), saidBy(message)];
    const [a, b] = [was, is].map(({ verdict, document, kept }) => ({ verdict, document, kept }));
    const { type, version, control } = message;
    return [{ type, release: version, control, groupControl, before: was, after: is, differences: differences(a, b) }];
  });
};
