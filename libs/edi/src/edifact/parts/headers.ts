import { noCurrency } from '../../no-currency.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import type { Loop, Reading, Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addDate, dateOf } from './dates.ts';

/** CUX C504: 6347 2 is the reference currency, 6345 its code. */
export const statedCurrency = (root: Loop): string | undefined => {
  const cuxes = loopsOf(root, 'CUX').map(({ segments: [cux] }) => cux as Segment);
  return (cuxes.find((cux) => cux.at(1, 1) === '2') ?? cuxes[0])?.at(1, 2) || undefined;
};

export const readCurrency = ({ root, header, problems }: Reading): string => {
  const currency = statedCurrency(root);
  if (currency === undefined) problems.at('CURRENCY_NOT_STATED', header);
  return currency ?? noCurrency;
};

/** 6343: 9 order currency, 4 invoicing currency, 11 payment currency. */
export const addCurrency = (out: Sink, currency: string | undefined, use: '4' | '9' | '11'): void => {
  if (currency !== undefined && currency !== noCurrency) out.add('CUX', ['2', currency, use]);
};

/** The first RFF group with one of these qualifiers (DE 1153). */
export const referenceGroup = (parent: Loop, qualifiers: readonly string[]): Loop | undefined =>
  qualifiers
    .map((code) => loopsOf(parent, 'RFF').find(({ segments: [rff] }) => rff?.at(1, 1) === code && rff.at(1, 2) !== ''))
    .find(Boolean);

export const referenceOf = (parent: Loop, qualifiers: readonly string[]): string | undefined =>
  referenceGroup(parent, qualifiers)?.segments[0]?.at(1, 2);

export const addReference = (out: Sink, qualifier: string, number: string | undefined, line?: string): void => {
  if (number !== undefined) out.add('RFF', [qualifier, number, line]);
};

/** DE 1153: the order, as buyers and others call it. */
export const orderCodes = ['ON', 'OP', 'CO'];

/** RFF ON and its date (DTM 171, reference date). */
export const readOrder = (reading: Reading): { orderNumber: string; orderDate: string } => {
  const group = referenceGroup(reading.root, orderCodes);
  if (!group) {
    reading.problems.at('REFERENCE_NOT_STATED', reading.header, { segment: 'RFF', element: 1, expected: 'BGM02' });
  }
  return {
    orderNumber: group?.segments[0]?.at(1, 2) ?? documentNumber(reading.header),
    orderDate: (group && dateOf(group, ['171', '4', '137'])) ?? orderDateOf(reading),
  };
};

const orderDateOf = (reading: Reading): string => {
  const date = dateOf(reading.root, ['4']);
  if (date === undefined) reading.problems.at('DATE_NOT_STATED', reading.header, { expected: 'RFF DTM 171' });
  return date ?? reading.interchangeDate;
};

export const addOrder = (out: Sink, orderNumber: string, orderDate: string): void => {
  addReference(out, 'ON', orderNumber);
  addDate(out, '171', orderDate);
};

/** BGM 1004: alone in D.96A, first component of C106 later. */
export const documentNumber = (bgm: Segment): string => bgm.at(2, 1);
