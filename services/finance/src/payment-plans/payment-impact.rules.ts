import { decimal, minus, type Text } from '@tradeloom/kernel';
import { type PaymentPlan, totalOf } from './payment-plan.rules.ts';
import type { Stage } from './payment-stage.rules.ts';

export interface PaymentFinding {
  readonly code: string;
  readonly severity: 'info' | 'warning';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

/** What changes on the stages when a plan is laid out on another value: first the whole, then stage by stage. */
export const paymentImpact = (before: PaymentPlan, after: PaymentPlan): PaymentFinding[] => {
  const [from, to] = [totalOf(before), totalOf(after)];
  const difference = minus(to, from).amount;
  if (decimal(difference).isZero()) return [];
  const { currency } = to;
  return [
    {
      code: 'finance.payment.total-changes',
      severity: 'info',
      text: {
        en: `Contract value changes by ${difference} ${currency} to ${to.amount}`,
        zh: `合同金额变动 ${difference} ${currency}，变更后为 ${to.amount}`,
      },
      facts: { before: from.amount, after: to.amount, difference, currency },
    },
    ...after.stages.flatMap((stage) =>
      stageChange(
        before.stages.find((old) => old.id === stage.id),
        stage,
      ),
    ),
  ];
};

const stageChange = (old: Stage | undefined, stage: Stage): PaymentFinding[] => {
  const { currency } = stage.amount;
  const facts = { stage: stage.stage, before: old?.amount.amount ?? '0', after: stage.amount.amount, currency };
  if (!old) {
    const text = {
      en: `New stage ${stage.stage} of ${stage.amount.amount} ${currency}`,
      zh: `新增付款节点 ${stage.stage}：${stage.amount.amount} ${currency}`,
    };
    return [{ code: 'finance.payment.new-stage', severity: 'warning', text, facts }];
  }
  if (old.amount.amount === stage.amount.amount) return [];
  const text = {
    en: `Stage ${stage.stage} changes from ${old.amount.amount} to ${stage.amount.amount} ${currency}`,
    zh: `付款节点 ${stage.stage} 由 ${old.amount.amount} 变为 ${stage.amount.amount} ${currency}`,
  };
  return [{ code: 'finance.payment.stage-changes', severity: 'info', text, facts }];
};
