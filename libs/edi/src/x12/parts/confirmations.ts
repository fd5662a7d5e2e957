import { decimalText } from '../../amounts.ts';
import type { LineConfirmation, OrderResponse } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf } from '../match-structure.ts';
import { optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addNotes, notesOf } from './texts.ts';
import { canonicalUnit, x12Unit } from './units.ts';

type Status = LineConfirmation['status'];
type Outcome = OrderResponse['outcome'];

/** DE 668 line item status codes. The first of a status is written, all are read. */
const codesOfStatus: Readonly<Record<Status, readonly string[]>> = {
  accepted: ['IA', 'AC', 'AR', 'IE'],
  changed: ['IC', 'IS'],
  'quantity-changed': ['IQ'],
  'date-changed': ['DR'],
  'price-changed': ['IP'],
  rejected: ['IR', 'ID', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6'],
  backordered: ['IB', 'BP'],
};
const statusOfCode = new Map(
  Object.entries(codesOfStatus).flatMap(([status, codes]) => codes.map((code) => [code, status as Status] as const)),
);
export const statusCodes = [...statusOfCode.keys()];

/** DE 587 acknowledgement types. The first of an outcome is written, all are read. */
const codesOfOutcome: Readonly<Record<Outcome, readonly string[]>> = {
  accepted: ['AD', 'AT', 'AK', 'AE'],
  changed: ['AC', 'AP', 'RO'],
  rejected: ['RD', 'RJ', 'RF'],
};
const outcomeOfCode = new Map(
  Object.entries(codesOfOutcome).flatMap(([outcome, codes]) =>
    codes.map((code) => [code, outcome as Outcome] as const),
  ),
);
export const outcomeCodes = [...outcomeOfCode.keys()];
export const outcomeOf = (code: string): Outcome => outcomeOfCode.get(code) as Outcome;
export const codeOfOutcome = (outcome: Outcome): string => codesOfOutcome[outcome][0] as string;

/** What a line asks for, where an ACK leaves its quantity out. */
export interface Asked {
  quantity: string;
  unit: string;
  outcome: Outcome;
  /** The line answers a deletion: ID (item deleted) then agrees to it. */
  deletion: boolean;
}

/**
 * ACK loops of a line: 01 status, 02/03 quantity, 04/05 date. A reason stands in an N9 loop whose N902 is the ordinal
 * of its ACK, or in ACK29. A line without any ACK follows the header's answer, by its SCH dates where it has some.
 */
export const readConfirmations = (loop: Loop, asked: Asked): LineConfirmation[] => {
  const acks = loopsOf(loop, 'ACK');
  if (acks.length === 0) return withoutAck(loop, asked);
  return acks.map(({ segments: [first] }, i) => {
    const ack = first as Segment;
    const agreed = asked.deletion && ack.at(1) === 'ID';
    const notes = notesOf(loop, (reference) => reference === String(i + 1));
    return {
      status: agreed ? 'accepted' : (statusOfCode.get(ack.at(1)) as Status),
      quantity: ack.at(2) === '' ? asked.quantity : decimalText(ack.at(2)),
      unit: ack.at(3) === '' ? asked.unit : canonicalUnit(ack.at(3)),
      ...optional('date', ack.at(5) === '' ? undefined : isoDate(ack.at(5))),
      ...optional('reason', notes.join(' ') || ack.at(29)),
    };
  });
};

const withoutAck = (loop: Loop, { quantity, unit, outcome }: Asked): LineConfirmation[] => {
  const status = outcome === 'rejected' ? 'rejected' : 'accepted';
  const schedules = loopsOf(loop, 'SCH').map(({ segments: [sch] }) => sch as Segment);
  if (schedules.length === 0) return [{ status, quantity, unit }];
  return schedules.map((sch) => ({
    status,
    quantity: decimalText(sch.at(1)),
    unit: canonicalUnit(sch.at(2)),
    date: isoDate(sch.at(6)),
  }));
};

/** ACK04 068: current schedule ship date, the promise. */
export const writeConfirmations = (out: Sink, confirmations: readonly LineConfirmation[]): void => {
  for (const { status, quantity, unit, date } of confirmations) {
    const promised = date === undefined ? [] : ['068', x12Date(date)];
    out.add('ACK', codesOfStatus[status][0], quantity, x12Unit(unit), ...promised);
  }
  confirmations.forEach(({ reason }, i) => {
    if (reason !== undefined) addNotes(out, String(i + 1), [reason]);
  });
};
