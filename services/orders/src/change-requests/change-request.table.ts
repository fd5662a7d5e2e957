import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { type ChangeRequest, changeDeadlines } from './change-request.rules.ts';

/** Quantities and dates only: no price of a leg stands here, so all three parties may read it. */
export const ChangeRequestsTable = new EntitySchema<ChangeRequest>({
  name: 'change-request',
  tableName: 'change_requests',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    number: { type: 'text' },
    baseVersion: { name: 'base_version', type: 'int' },
    status: { type: 'text' },
    proposedBy: { name: 'proposed_by', type: 'jsonb' },
    reason: { type: 'text' },
    schedules: { type: 'jsonb' },
    approvals: { type: 'jsonb' },
    decideBy: { name: 'decide_by', type: 'date', nullable: true },
    counters: { type: 'text', nullable: true },
    closedBecause: { name: 'closed_because', type: 'text', nullable: true },
    source: { type: 'jsonb', nullable: true },
  },
});

export const ChangeRequests: Noun<ChangeRequest> = {
  name: 'change-request',
  table: ChangeRequestsTable,
  deadlines: changeDeadlines,
};
