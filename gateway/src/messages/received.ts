import type { GroupResult, InterchangeResult, MessageResult, Problem } from '@tradeloom/edi';
import type { FileError, Interchange, Judgement, MessageFate } from '../mailboxes/interchange.rules.ts';
import type { Reading } from './reading.ts';

const errorOf = (problem: Problem): FileError => ({ ...problem });

const fateOf = (group: GroupResult, message: MessageResult, refused: boolean): MessageFate => ({
  type: message.type,
  control: message.control,
  groupControl: group.control,
  verdict: refused ? 'rejected' : message.verdict,
  orderId: null,
  errors: message.errors.map(errorOf),
});

/** The fate of one interchange. @param refused nothing of it is taken @param found what the gateway itself found */
export const judgementOf = (
  format: Interchange['format'],
  received: InterchangeResult,
  refused: boolean,
  found: readonly FileError[] = [],
): Judgement => {
  const messages = received.groups.flatMap((g) => g.messages.map((m) => fateOf(g, m, refused)));
  const nothingTaken = refused || (messages.length > 0 && messages.every((m) => m.verdict === 'rejected'));
  return {
    format,
    charset: received.charset,
    control: received.control,
    controls: nothingTaken ? [] : [received.control],
    errors: [...found, ...received.errors.map(errorOf), ...received.groups.flatMap((g) => g.errors.map(errorOf))],
    messages,
    rows: [],
    rejected: refused,
  };
};

/** A file is what its interchanges are, and what stands between them. */
export const fileOf = (
  format: Interchange['format'],
  file: {
    readonly charset: string;
    readonly errors: readonly Problem[];
    readonly interchanges: readonly InterchangeResult[];
  },
  readings: readonly Reading[],
): Reading => {
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
