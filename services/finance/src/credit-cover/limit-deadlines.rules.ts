import { addDays } from '@tradeloom/kernel';
import type { CreditLimit } from './credit-limit.rules.ts';

/** The days on which another limit, or none, begins to hold, or a loss is to be expected. */
export const limitDeadlines = {
  turn: ({ versions }: CreditLimit) => {
    const days = versions.flatMap(({ validFrom, validTo, probableLossSince }) => [
      validFrom,
      ...(validTo === null ? [] : [addDays(validTo, 1)]),
      ...(probableLossSince === null ? [] : [probableLossSince]),
    ]);
    return [...new Set(days)].map((on) => ({ part: on, on }));
  },
};
