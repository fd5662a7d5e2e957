import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { paymentDeadlines } from './payment-deadlines.rules.ts';
import type { PaymentPlan } from './payment-plan.rules.ts';

export const PaymentPlansTable = new EntitySchema<PaymentPlan>({
  name: 'payment-plan',
  tableName: 'payment_plans',
  columns: {
    ...nounColumns,
    customer: { type: 'text' },
    trader: { type: 'text' },
    currency: { type: 'text' },
    total: { type: 'numeric' },
    status: { type: 'text' },
    cover: { type: 'text' },
    confirmedOn: { name: 'confirmed_on', type: 'date', nullable: true },
    orderNumbers: { name: 'order_numbers', type: 'text', array: true },
    terms: { type: 'jsonb' },
    lines: { type: 'jsonb' },
    shipments: { type: 'jsonb' },
    stages: { type: 'jsonb' },
    owing: { type: 'jsonb' },
    wouldAdd: { name: 'would_add', type: 'numeric' },
    oldestDue: { name: 'oldest_due', type: 'date', nullable: true },
    owedFrom: { name: 'owed_from', type: 'date', nullable: true },
  },
});

export const PaymentPlans: Noun<PaymentPlan> = {
  name: 'payment-plan',
  table: PaymentPlansTable,
  deadlines: paymentDeadlines,
};
