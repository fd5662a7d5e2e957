import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { type ChangeHold, changeHoldDeadlines } from './change-hold.rules.ts';

export const ChangeHoldsTable = new EntitySchema<ChangeHold>({
  name: 'change-hold',
  tableName: 'change_holds',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    status: { type: 'text' },
    schedules: { type: 'jsonb' },
    extra: { type: 'jsonb' },
    expiresAt: { name: 'expires_at', type: 'text' },
  },
});

export const ChangeHolds: Noun<ChangeHold> = {
  name: 'change-hold',
  table: ChangeHoldsTable,
  deadlines: changeHoldDeadlines,
};
