import type { PaymentPlan } from './payment-plan.rules.ts';
import { dueDateOf, isSettled, type Stage } from './payment-stage.rules.ts';
import { isRetention } from './payment-term.rules.ts';

/** Its trigger has happened, nobody has paid it, and nothing stands in the way of asking for it on its date. */
const isAwaited = (stage: Stage): boolean =>
  isRetention(stage.term) && stage.blocked === null && stage.triggeredOn !== null && !isSettled(stage);

/** A retention (质保金) falls due when its date comes, not when anything happens. The part is the stage's id. */
export const paymentDeadlines = {
  retention: ({ status, stages }: PaymentPlan) =>
    status === 'active'
      ? stages.filter(isAwaited).flatMap((stage) => {
          const on = dueDateOf(stage);
          return on === null ? [] : [{ part: stage.id, on }];
        })
      : [],
};
