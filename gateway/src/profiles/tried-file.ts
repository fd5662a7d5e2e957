import type { FileError, Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import { type BytesDiffer, bytesDiffer, type Difference, differencesOf } from './differences.rules.ts';
import { findingsOf, type Read } from './try-inbound.ts';

/** One message under both profiles. */
export interface TriedMessage {
  readonly type: string;
  readonly control: string;
  readonly before: MessageFate['verdict'] | null;
  readonly after: MessageFate['verdict'] | null;
  /** Findings, by code, severity and place. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Of the document that it stands for. */
  readonly canonical: readonly Difference[];
}

export interface TriedFile {
  readonly interchange: string;
  readonly direction: Interchange['direction'];
  readonly messageType: string | null;
  readonly control: string | null;
  readonly changed: boolean;
  readonly messages: readonly TriedMessage[];
  /** Of the file as a whole: findings that one profile has and the other has not. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Of what we send: the file itself, or the acknowledgements of his. */
  readonly bytes: readonly (BytesDiffer & { readonly type: string })[];
  /** Why the draft could not write it, though what is in force could. */
  readonly refused: FileError | null;
}

export const compared = (before: readonly string[], after: readonly string[]) => ({
  gone: before.filter((one) => !after.includes(one)),
  added: after.filter((one) => !before.includes(one)),
});

/** A message is the same that stands at the same place: both were read from the same bytes. */
export const messagesOf = (before: Read, after: Read): TriedMessage[] => {
  const [old, now] = [before.reading.judgement.messages, after.reading.judgement.messages];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, i) => {
    const [a, b] = [old[i], now[i]];
    return {
      type: (b ?? a)?.type ?? '',
      control: (b ?? a)?.control ?? '',
      before: a?.verdict ?? null,
      after: b?.verdict ?? null,
      ...compared(a ? findingsOf(a) : [], b ? findingsOf(b) : []),
      canonical: differencesOf(before.documents[i] ?? null, after.documents[i] ?? null),
    };
  });
};

const nothing = new Uint8Array();

export const answersOf = (before: Read, after: Read): TriedFile['bytes'] => {
  const length = Math.max(before.answers.length, after.answers.length);
  return Array.from({ length }, (_, i) => [before.answers[i], after.answers[i]] as const).flatMap(([a, b]) => {
    const differ = bytesDiffer(a?.content ?? nothing, b?.content ?? nothing);
    return differ ? [{ type: (b ?? a)?.type ?? '', ...differ }] : [];
  });
};

type Findings = Partial<Pick<TriedFile, 'messages' | 'gone' | 'added' | 'bytes' | 'refused'>>;

/** @param findings what of it differs */
export const triedFile = (interchange: Interchange, findings: Findings): TriedFile => {
  const { messages = [], gone = [], added = [], bytes = [], refused = null } = findings;
  const isChanged = (m: TriedMessage): boolean =>
    m.before !== m.after || [m.gone, m.added, m.canonical].some((list) => list.length > 0);
  const changed = refused !== null || messages.some(isChanged) || [gone, added, bytes].some((list) => list.length > 0);
  const { id, direction, messageType, control } = interchange;
  return { interchange: id, direction, messageType, control, changed, messages, gone, added, bytes, refused };
};
