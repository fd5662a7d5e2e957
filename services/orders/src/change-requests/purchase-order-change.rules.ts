import type { gateway } from '@tradeloom/contracts';
import type { CustomerChange } from '../orders/answer-offer.rules.ts';
import { sourceOf } from '../orders/source.rules.ts';

const purposes = ['change', 'cancellation', 'confirmation'] as const;

/** A customer's document as a change asked of us. */
export const changeOf = (event: gateway.PurchaseOrderChangeReceived): CustomerChange => ({
  number: event.changeNumber,
  purpose: purposes.find((purpose) => purpose === event.purpose) ?? 'change',
  note: event.note,
  source: sourceOf(event.ref),
  lines: event.lines.map(({ line, action, quantity, unitPrice, schedules }) => ({
    customerLine: line,
    action,
    quantity,
    unitPrice,
    schedules: schedules.map(({ quantity, unit, date }) => ({ quantity, unit, date })),
  })),
});
