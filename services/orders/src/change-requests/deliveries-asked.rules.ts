import type { MessageInitShape, production } from '@tradeloom/contracts';
import type { ChangeRequest } from './change-request.rules.ts';

/** The changed deliveries as production is asked for them: whole quantities, at the dates proposed. */
export const deliveriesAsked = (
  { schedules }: ChangeRequest,
  items: ReadonlyMap<string, string>,
): MessageInitShape<typeof production.DeliveryRequestSchema>[] =>
  schedules
    .filter(({ quantity }) => quantity.value !== '0')
    .map(({ lineId, scheduleId, quantity, date }) => ({
      lineId,
      scheduleId,
      item: items.get(lineId) ?? '',
      quantity,
      requested: date,
    }));
