import type { InterchangeResult } from '@tradeloom/edi';
import { isTaken } from '../mailboxes/inbound-file.rules.ts';
import type { MessageFate } from '../mailboxes/interchange.rules.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import type { Reading } from './reading.ts';
import { judgementOf, messagesOf } from './received.ts';

/** One interchange of a file that was read before, and what became of its messages then. */
export interface KeptPart {
  readonly received: InterchangeResult;
  /** Those of its messages, in their order; none where the file was never read so far. */
  readonly fates: readonly MessageFate[];
  /** How many messages of the file stand before it. */
  readonly offset: number;
}

/** @param fates those of all messages of the file, in their order */
export const keptParts = (interchanges: readonly InterchangeResult[], fates: readonly MessageFate[]): KeptPart[] => {
  let offset = 0;
  return interchanges.map((received) => {
    const { length } = messagesOf(received);
    const part = { received, fates: fates.slice(offset, offset + length), offset };
    offset += length;
    return part;
  });
};

const wasTaken = ({ fates }: KeptPart, i: number): boolean => {
  const fate = fates[i];
  return fate !== undefined && isTaken(fate);
};

/** The interchange without the messages that were taken, and where in the file those that are left stand, from 1. */
export const leftOf = (part: KeptPart): { received: InterchangeResult; positions: number[] } => {
  const { received, offset } = part;
  const positions: number[] = [];
  let i = 0;
  const groups = received.groups.flatMap((group) => {
    const messages = group.messages.filter(() => {
      const isLeft = !wasTaken(part, i++);
      if (isLeft) positions.push(offset + i);
      return isLeft;
    });
    return messages.length > 0 || group.messages.length === 0 ? [{ ...group, messages }] : [];
  });
  return { received: { ...received, groups }, positions };
};

const identitiesOf = (syntax: EdiSyntax, { received, fates }: KeptPart): string[] =>
  fates.some(isTaken) ? [syntax.identityOf(received)] : [];

/** What of it was taken, as a reading that took it and nothing else. */
export const takenOf = (syntax: EdiSyntax, part: KeptPart): Reading => {
  const judgement = judgementOf(syntax, part.received, {});
  const taken = { messages: part.fates.filter(isTaken), controls: identitiesOf(syntax, part) };
  return { judgement: { ...judgement, ...taken }, acknowledgements: [], events: [] };
};

/** A reading of what was left, with what was taken before in its place. */
export const withTaken = (syntax: EdiSyntax, reading: Reading, part: KeptPart): Reading => {
  const { judgement } = reading;
  const left = judgement.messages.values();
  const messages = messagesOf(part.received).flatMap((_, i): MessageFate[] => {
    const fate = wasTaken(part, i) ? part.fates[i] : left.next().value;
    return fate ? [fate] : [];
  });
  const rejected = judgement.rejected && !part.fates.some(isTaken);
  const controls = [...new Set([...identitiesOf(syntax, part), ...judgement.controls])];
  return { ...reading, judgement: { ...judgement, messages, controls, rejected } };
};
