import { decimal } from '@tradeloom/kernel';
import { decimalText } from '../../amounts.ts';
import type { DeliverySchedule, ItemIdentity } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addDate, dateOf } from './dates.ts';
import { descriptionOf } from './texts.ts';

/** DE 7143: whose number an item's number is. The first is written, all are read. */
const buyerCodes = ['IN', 'BP'];
const sellerCodes = ['SA', 'VP', 'MF', 'EN', 'SRV'];

/** Decimals in EDIFACT have a point or a comma; both are read whatever the UNA says. */
export const numberText = (text: string): string => decimalText(text.replace(',', '.'));

/** LIN C212 and the C212s of every PIA. */
export const readItem = (group: Loop): ItemIdentity => {
  const lin = group.segments[0] as Segment;
  const numbers = [
    { number: lin.at(3, 1), code: lin.at(3, 2) },
    ...segmentsOf(group, 'PIA').flatMap((pia) =>
      [2, 3, 4, 5, 6].map((element) => ({ number: pia.at(element, 1), code: pia.at(element, 2) })),
    ),
  ];
  const numberOf = (codes: readonly string[]): string | undefined =>
    codes.map((code) => numbers.find((n) => n.code === code && n.number !== '')?.number).find(Boolean);
  return {
    ...optional('buyerItem', numberOf(buyerCodes)),
    ...optional('sellerItem', numberOf(sellerCodes)),
    ...optional('description', descriptionOf(group)),
  };
};

/** PIA 5: product identification. */
export const writeItem = (out: Sink, { buyerItem, sellerItem }: ItemIdentity): void => {
  const numbers = [
    ...(buyerItem === undefined ? [] : [[buyerItem, buyerCodes[0]]]),
    ...(sellerItem === undefined ? [] : [[sellerItem, sellerCodes[0]]]),
  ];
  if (numbers.length > 0) out.add('PIA', '5', ...numbers);
};

export interface Stated {
  quantity: string;
  unit: string;
}

/** The first QTY with one of these qualifiers (DE 6063). */
export const quantityIn = (group: Loop, qualifiers: readonly string[]): Segment | undefined =>
  qualifiers
    .map((code) => segmentsOf(group, 'QTY').find((qty) => qty.at(1, 1) === code && qty.at(1, 2) !== ''))
    .find(Boolean);

/** A quantity the message may leave out although the document needs it. */
export const readQuantity = (reading: Reading, group: Loop, qualifiers: readonly string[]): Stated => {
  const qty = quantityIn(group, qualifiers);
  const lin = group.segments[0] as Segment;
  if (!qty) reading.problems.at('QUANTITY_NOT_STATED', lin);
  const unit = qty?.at(1, 3) ?? '';
  if (qty && unit === '') reading.problems.at('UNIT_NOT_STATED', qty);
  return { quantity: qty ? numberText(qty.at(1, 2)) : '0', unit: unit || 'EA' };
};

export const addQuantity = (out: Sink, qualifier: string, quantity: string, unit: string): void =>
  out.add('QTY', [qualifier, quantity, unit]);

/** PRI C509: the price is for 5284 units where the segment says so. */
export const priceIn = (group: Loop): string | undefined => {
  const prices = loopsOf(group, 'PRI').map(({ segments: [pri] }) => pri as Segment);
  const pri = ['AAA', 'AAB', 'INV', 'CAL']
    .map((code) => prices.find((p) => p.at(1, 1) === code && p.at(1, 2) !== ''))
    .find(Boolean);
  if (!pri) return undefined;
  const price = numberText(pri.at(1, 2));
  const basis = pri.at(1, 5) === '' ? '1' : numberText(pri.at(1, 5));
  return basis === '1' || decimal(basis).isZero() ? price : decimal(price).div(basis).toFixed();
};

export const readPrice = (reading: Reading, group: Loop): string => {
  const price = priceIn(group);
  if (price === undefined) reading.problems.at('PRICE_NOT_STATED', group.segments[0] as Segment);
  return price ?? '0';
};

/** AAA: calculation net, the price of one unit without tax. */
export const addPrice = (out: Sink, price: string | undefined): void => {
  if (price !== undefined) out.add('PRI', ['AAA', price]);
};

const requested = ['2', '10', '69', '67'];
const split = ['21', '113', '1'];

/** SCC groups with their quantities; where there are none, the line's own requested date for the whole quantity. */
export const readSchedules = (line: Loop, stated: Stated): DeliverySchedule[] => {
  const schedules = loopsOf(line, 'SCC').flatMap((scc) =>
    loopsOf(scc, 'QTY').flatMap((group) => {
      const qty = group.segments[0] as Segment;
      const date = dateOf(group, requested);
      if (date === undefined || !split.includes(qty.at(1, 1))) return [];
      return [{ quantity: numberText(qty.at(1, 2)), unit: qty.at(1, 3) || stated.unit, date }];
    }),
  );
  const date = schedules.length > 0 ? undefined : dateOf(line, ['2', '10']);
  return date === undefined ? schedules : [{ ...stated, date }];
};

/** SCC 1: firm. DTM 2: delivery requested. */
export const writeSchedules = (out: Sink, schedules: readonly DeliverySchedule[]): void => {
  for (const { quantity, unit, date } of schedules) {
    out.add('SCC', '1');
    addQuantity(out, '21', quantity, unit);
    addDate(out, '2', date);
  }
};
