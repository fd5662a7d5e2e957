import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Finding } from './finding.rules.ts';

/** What the audit of an order found, as far as these parties may read it. 订单要素审核 */
export interface OrderAudit {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly audience: 'trader' | 'owners';
  readonly findings: Finding[];
}

/** Two rows per order: what concerns the export contract is the trading company's, the rest both owners'. */
export const OrderAuditsTable = new EntitySchema<OrderAudit>({
  name: 'order-audit',
  tableName: 'order_audits',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    audience: { type: 'text' },
    findings: { type: 'jsonb' },
  },
});

export const OrderAudits: Noun<OrderAudit> = { name: 'order-audit', table: OrderAuditsTable };
