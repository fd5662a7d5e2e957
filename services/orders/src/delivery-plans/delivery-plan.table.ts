import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { DeliveryPlan } from './delivery-plan.rules.ts';

/** What a customer plans: his and the seller's; each factory hears of its own items only. */
export const DeliveryPlansTable = new EntitySchema<DeliveryPlan>({
  name: 'delivery-plan',
  tableName: 'delivery_plans',
  columns: {
    ...nounColumns,
    customer: { type: 'text' },
    trader: { type: 'text' },
    kind: { type: 'text' },
    scheduleNumber: { name: 'schedule_number', type: 'text' },
    release: { type: 'text' },
    purpose: { type: 'text' },
    issueDate: { name: 'issue_date', type: 'text' },
    basis: { type: 'text' },
    horizonStart: { name: 'horizon_start', type: 'text' },
    horizonEnd: { name: 'horizon_end', type: 'text' },
    items: { type: 'jsonb' },
    content: { type: 'text' },
  },
});

export const DeliveryPlans: Noun<DeliveryPlan> = { name: 'delivery-plan', table: DeliveryPlansTable };
