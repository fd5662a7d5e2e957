import type { Tx } from '@tradeloom/chassis';
import type { CanonicalDocument } from '@tradeloom/edi';
import type { Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import type { EdiSyntax } from '../messages/edi-syntax.ts';
import { judgeReceived } from '../messages/judge-received.ts';
import type { Reading } from '../messages/reading.ts';
import { fileOf, judgementOf } from '../messages/received.ts';
import { seenBefore } from '../messages/taken-before.ts';
import { tooLong, unreadable } from '../messages/unreadable.ts';
import type { DrawControl } from '../outbound/control-numbers.ts';
import type { ProfiledPartner } from './profiled-partner.ts';

/** What a file of the partner's comes to under one profile. */
export interface Read {
  readonly reading: Reading;
  /** Of each message, in the order of `reading.judgement.messages`. */
  readonly documents: readonly (CanonicalDocument | null)[];
  /** What would answer it. */
  readonly answers: readonly { readonly type: string; readonly content: Uint8Array }[];
}

/** Nothing is drawn from the ledger: what answers a trial bears number 1. */
const noNumber: DrawControl = async () => 1;

/** Reads a kept file anew, as if the profile had been in force when it came; takes nothing of it. */
export const readAnew = async (
  syntax: EdiSyntax,
  tx: Tx,
  partner: ProfiledPartner,
  interchange: Interchange,
  content: Buffer,
): Promise<Read> => {
  const { bytes } = partner.profile.limits;
  if (bytes !== null && content.length > bytes) {
    return { reading: unreadable(syntax.format, tooLong(bytes)), documents: [], answers: [] };
  }
  const file = syntax.readFile(content, partner);
  const readings: Reading[] = [];
  const documents: (CanonicalDocument | null)[] = [];
  const answers: Read['answers'][number][] = [];
  for (const received of file.interchanges) {
    const judged = await judgeReceived(syntax, tx, partner, interchange, received, readings, seenBefore);
    const { refused, found } = judged;
    const judgement = judgementOf(syntax, judged.received, { refused, found });
    readings.push({ judgement, acknowledgements: [], events: [] });
    documents.push(...judged.received.groups.flatMap(({ messages }) => messages.map(({ document }) => document)));
    const making = { at: interchange.receivedAt, draw: noNumber };
    const made = await syntax.acknowledge(making, partner, judged);
    answers.push(...made.map(({ messageType, content: bytesOf }) => ({ type: messageType, content: bytesOf })));
  }
  return { reading: fileOf(syntax.format, file, readings), documents, answers };
};

/** Findings by code and place, so that two lists of them can be held against each other. */
export const findingsOf = ({ errors }: Pick<MessageFate, 'errors'>): string[] =>
  errors.map(({ code, ...place }) => {
    const { segment, segmentPosition, element, severity } = place;
    return [code, severity, segment, segmentPosition, element]
      .filter((part) => part !== null && part !== undefined)
      .join(' ');
  });
