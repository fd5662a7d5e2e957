import { decimalText } from '../../amounts.ts';
import type { DeliverySchedule, ItemIdentity } from '../../canonical/documents.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentsOf } from '../match-structure.ts';
import { optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { descriptionOf } from './texts.ts';
import { canonicalUnit, x12Unit } from './units.ts';

/** DE 235: whose number an item's number is. The first is written, all are read. */
const buyerCodes = ['BP', 'IN', 'CB'];
const sellerCodes = ['VP', 'VN', 'VC', 'MG'];

/** The value behind a qualifier in the pairs that begin at element `from`. */
export const pairValue = (
  segment: Segment | undefined,
  from: number,
  qualifiers: readonly string[],
): string | undefined => {
  if (!segment) return undefined;
  for (const qualifier of qualifiers) {
    for (let n = from; n + 1 < segment.elements.length; n += 2) {
      if (segment.at(n) === qualifier && segment.at(n + 1) !== '') return segment.at(n + 1);
    }
  }
  return undefined;
};

export const readItem = (segment: Segment | undefined, from: number, loop: Loop): ItemIdentity => ({
  ...optional('buyerItem', pairValue(segment, from, buyerCodes)),
  ...optional('sellerItem', pairValue(segment, from, sellerCodes)),
  ...optional('description', descriptionOf(loop) ?? wordsIn(segment, from)),
});

/** DE 235 PD, a description in pieces of 48 characters: for a set that has no PID. */
const describedBy = 'PD';

export const descriptionPairs = ({ description }: ItemIdentity): string[] =>
  description === undefined ? [] : piecesOf(description, 48).flatMap((piece) => [describedBy, piece]);

const wordsIn = (segment: Segment | undefined, from: number): string | undefined => {
  const pieces = (segment?.elements ?? []).flatMap((_, n) =>
    n >= from && (n - from) % 2 === 0 && segment?.at(n) === describedBy ? [segment.at(n + 1)] : [],
  );
  return pieces.length > 0 ? joinPieces(pieces, 48) : undefined;
};

/** The order that an item belongs to, and its line there. */
export const orderPairs = ({ orderNumber, orderLine }: { orderNumber?: string; orderLine?: string }): string[] => [
  ...(orderNumber === undefined ? [] : ['PO', orderNumber]),
  ...(orderLine === undefined ? [] : ['PL', orderLine]),
];

export const itemPairs = (item: ItemIdentity): string[] => [
  ...(item.buyerItem === undefined ? [] : [buyerCodes[0] as string, item.buyerItem]),
  ...(item.sellerItem === undefined ? [] : [sellerCodes[0] as string, item.sellerItem]),
];

/** A quantity the message may leave out although the document needs it. */
export const readQuantity = (reading: Reading, segment: Segment, element: number): string => {
  if (segment.at(element) !== '') return decimalText(segment.at(element));
  reading.problems.at('QUANTITY_NOT_STATED', segment, { element });
  return '0';
};

export const readPrice = (reading: Reading, segment: Segment, element: number): string => {
  if (segment.at(element) !== '') return decimalText(segment.at(element));
  reading.problems.at('PRICE_NOT_STATED', segment, { element });
  return '0';
};

/** `id`: the segment that should state it, where `segment` only stands before its place. */
export const readUnit = (reading: Reading, segment: Segment, element: number, id = segment.id): string => {
  const code = segment.id === id ? segment.component(element, 1) : '';
  if (code !== '') return canonicalUnit(code);
  reading.problems.at('UNIT_NOT_STATED', segment, { element });
  return 'EA';
};

/** SCH loops; where there are none, the line's own requested date (DTM 002, 010) for the whole quantity. */
export const readSchedules = (loop: Loop, quantity: string, unit: string): DeliverySchedule[] => {
  const schedules = loopsOf(loop, 'SCH').map(({ segments: [sch] }) => ({
    quantity: decimalText((sch as Segment).at(1)),
    unit: canonicalUnit((sch as Segment).at(2)),
    date: isoDate((sch as Segment).at(6)),
  }));
  const date = schedules.length > 0 ? undefined : dateOf(segmentsOf(loop, 'DTM'), ['002', '010']);
  return date === undefined ? schedules : [{ quantity, unit, date }];
};

/** SCH05 002: delivery requested. */
export const writeSchedules = (out: Sink, schedules: readonly DeliverySchedule[]): void => {
  for (const { quantity, unit, date } of schedules)
    out.add('SCH', quantity, x12Unit(unit), '', '', '002', x12Date(date));
};

/** The first of these DTM qualifiers (DE 374) that carries a date. */
export const dateOf = (dtms: readonly Segment[], qualifiers: readonly string[]): string | undefined => {
  for (const qualifier of qualifiers) {
    const dtm = dtms.find((d) => d.at(1) === qualifier && d.at(2) !== '');
    if (dtm) return isoDate(dtm.at(2));
  }
  return undefined;
};
