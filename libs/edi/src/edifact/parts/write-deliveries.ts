import type { DeliveryPlan, DeliveryPlanLine } from '../../canonical/documents.ts';
import type { Sink } from '../message.ts';
import { addDate, addMoment } from './dates.ts';
import {
  codeOfCertainty,
  codesOfSpan,
  countFrom,
  countUntil,
  cumulativeCode,
  datesOf,
  discreteCodes,
  lastReceiptCode,
  receivedCode,
  unsaidCode,
  untilDate,
} from './delivery-codes.ts';
import { addReference } from './headers.ts';
import { addQuantity } from './items.ts';

/** Whether SCC stands before or behind its QTY. */
export type SccPlace = 'before' | 'behind';

/** How many QTY groups `writeDeliveries` makes of a line. */
export const figuresOf = ({ cumulativeReceived, lastReceipt, authorizations, schedules }: DeliveryPlanLine): number =>
  (cumulativeReceived ? 1 : 0) + (lastReceipt ? 1 : 0) + (authorizations?.length ?? 0) + schedules.length;

export const writeDeliveries = (out: Sink, plan: DeliveryPlan, line: DeliveryPlanLine, place: SccPlace): void => {
  const { unit } = line;
  const single = discreteCodes[0] as string;
  // Where nothing else says the unit, a quantity of zero without a day does.
  if (figuresOf(line) === 0) addQuantity(out, single, '0', unit);
  writeReceived(out, line);
  const sure = (scc: readonly string[], code: string, quantity: string): void => {
    const [status = '', pattern = ''] = scc;
    if (place === 'before') out.add('SCC', status, '', pattern);
    addQuantity(out, code, quantity, unit);
    if (place === 'behind') out.add('SCC', status, '', pattern);
  };
  for (const { resource, quantity, ...span } of line.authorizations ?? []) {
    sure([codeOfCertainty[resource]], quantity === undefined ? unsaidCode : cumulativeCode, quantity ?? '0');
    addSpan(out, span);
  }
  for (const { certainty, span, quantity, date, time, until, callOff } of line.schedules) {
    const code = plan.counting === 'cumulative' ? cumulativeCode : single;
    sure([codeOfCertainty[certainty], codesOfSpan[span][0] as string], code, quantity);
    addMoment(out, datesOf[plan.basis][0] as string, date, time);
    addDate(out, untilDate, until);
    addReference(out, 'AAJ', callOff);
  }
};

const writeReceived = (out: Sink, { cumulativeReceived, lastReceipt, unit }: DeliveryPlanLine): void => {
  if (cumulativeReceived) {
    addQuantity(out, receivedCode, cumulativeReceived.quantity, unit);
    addSpan(out, cumulativeReceived);
  }
  if (lastReceipt) {
    addQuantity(out, lastReceiptCode, lastReceipt.quantity, unit);
    addDate(out, '50', lastReceipt.date);
    addReference(out, 'AAK', lastReceipt.shipmentNumber);
  }
};

const addSpan = (out: Sink, span: { from?: string; until?: string }): void => {
  addDate(out, countFrom, span.from);
  addDate(out, countUntil, span.until);
};
