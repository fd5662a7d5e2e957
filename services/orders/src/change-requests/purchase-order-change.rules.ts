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
  lines: event.lines.map(({ line, schedules, ...named }) => ({
    customerLine: line,
    action: named.action,
    quantity: named.quantity,
    unitPrice: named.unitPrice,
    schedules: schedules.map((s) => ({ quantity: s.quantity, unit: s.unit, date: s.date })),
  })),
});
