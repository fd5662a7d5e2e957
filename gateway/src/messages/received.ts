import type { GroupResult, InterchangeResult, MessageResult, Problem } from '@tradeloom/edi';
import type { Judgement } from '../mailboxes/inbound-file.rules.ts';
import type { FileError, Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import type { MapUse } from '../maps/partner-map.rules.ts';
import type { EdiFile, EdiSyntax } from './edi-syntax.ts';
import { tooLargeForTheBus } from './fits-the-bus.ts';
import { numbersOf } from './numbers-of.ts';
import type { Reading } from './reading.ts';

const errorOf = (problem: Problem): FileError => ({ ...problem });

const fateOf = (group: GroupResult, message: MessageResult, { refused = false, untaken }: Findings): MessageFate => {
  const problem = untaken?.get(message);
  const verdict = problem ? 'accepted-with-errors' : message.verdict;
  return {
    type: message.type,
    control: message.control,
    groupControl: group.control,
    numbers: numbersOf(message.document),
    verdict: refused ? 'rejected' : verdict,
    orderId: null,
    errors: [...message.errors.map(errorOf), ...(problem ? [problem] : [])],
  };
};

/** All messages of an interchange, in their order. */
export const messagesOf = ({ groups }: InterchangeResult): MessageResult[] =>
  groups.flatMap(({ messages }) => messages);

/** What the gateway found besides what is wrong with the file itself. */
interface Findings {
  /** Nothing of it is taken. */
  readonly refused?: boolean;
  readonly found?: readonly FileError[];
  /** Messages that lead to nothing, and why. */
  readonly untaken?: ReadonlyMap<MessageResult, FileError>;
}

/** The fate of one interchange. */
export const judgementOf = (
  { format, identityOf }: EdiSyntax,
  received: InterchangeResult,
  findings: Findings,
): Judgement => {
  const { refused = false, found = [] } = findings;
  const messages = received.groups.flatMap((g) => g.messages.map((m) => fateOf(g, m, findings)));
  const nothingTaken = refused || (messages.length > 0 && messages.every((m) => m.verdict === 'rejected'));
  return {
    format,
    charset: received.charset,
    control: received.control,
    controls: nothingTaken ? [] : [identityOf(received)],
    errors: [...found, ...received.errors.map(errorOf), ...received.groups.flatMap((g) => g.errors.map(errorOf))],
    messages,
    rows: [],
    rejected: refused,
  };
};

/** Readable, but more than an event can carry: refused as a whole. */
export const tooLarge = (syntax: EdiSyntax, received: InterchangeResult): Reading => ({
  judgement: judgementOf(syntax, received, { refused: true, found: [tooLargeForTheBus] }),
  acknowledgements: [],
  events: [],
});

/** A file is what its interchanges are, and what stands between them. */
export const fileOf = (format: Interchange['format'], file: EdiFile, readings: readonly Reading[]): Reading => {
  const judgements = readings.map((reading) => reading.judgement);
  return {
    judgement: {
      format,
      charset: file.charset,
      control: file.interchanges[0]?.control ?? null,
      controls: judgements.flatMap((j) => j.controls),
      errors: [...file.errors.map(errorOf), ...judgements.flatMap((j) => j.errors)],
      messages: judgements.flatMap((j) => j.messages),
      rows: [],
      rejected: judgements.every((j) => j.rejected),
    },
    acknowledgements: readings.flatMap((reading) => reading.acknowledgements),
    events: readings.flatMap((reading) => reading.events),
  };
};

/** With the maps that had a part in it. */
export const readBy = (maps: readonly MapUse[], reading: Reading): Reading => ({
  ...reading,
  judgement: { ...reading.judgement, maps },
});
