import type { DeliveryPlan, PlannedDelivery } from '../../canonical/documents.ts';

/*
 * How DELFOR and DELJIT say quantities:
 *
 *   QTY 113 (1) a delivery, 3 all since the start of the count; DTM 2 delivery, 10 shipment requested, 63 until;
 *       RFF AAJ call-off
 *   QTY 3, ZZZ where no quantity is said: what may be made or bought for; DTM 51 from, 52 until
 *   QTY 70 received since DTM 51 until DTM 52; QTY 48 last receipt, DTM 50, RFF AAK shipment
 *   SCC 10 immediate, 1 firm, 2 production, 3 material, 4 planned; D day, W week, M month, Q quarter, F flexible.
 *       It stands before its QTY in DELFOR of D.97A and later, behind it elsewhere
 */
export type Certainty = PlannedDelivery['certainty'];
export type Span = PlannedDelivery['span'];
export type Basis = DeliveryPlan['basis'];
export type Counting = DeliveryPlan['counting'];

/** DE 4017. */
export const codeOfCertainty: Readonly<Record<Certainty, string>> = {
  immediate: '10',
  firm: '1',
  production: '2',
  material: '3',
  planned: '4',
};

/** C329 2013. The first of a span is written, all are read. */
export const codesOfSpan: Readonly<Record<Span, readonly string[]>> = {
  day: ['D', 'Y'],
  week: ['W'],
  month: ['M'],
  quarter: ['Q'],
  flexible: ['F'],
};

/** DE 6063. */
export const discreteCodes: readonly string[] = ['113', '1', '21', '83', '131'];
export const backlogCode = '83';
export const cumulativeCode = '3';
export const receivedCode = '70';
export const lastReceiptCode = '48';
export const unsaidCode = 'ZZZ';

/** DE 2005. The first of a basis is written, all are read. */
export const datesOf: Readonly<Record<Basis, readonly string[]>> = {
  delivery: ['2', '64', '67', '69', '17', '76'],
  shipment: ['10', '11', '200'],
};
export const untilDate = '63';
export const countFrom = '51';
export const countUntil = '52';
