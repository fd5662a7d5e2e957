import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Orders } from '../orders/order.table.ts';
import type { Finding } from './finding.rules.ts';
import { OrderAudits } from './order-audit.table.ts';

interface AuditView {
  readonly orderId: string;
  readonly authority: string | null;
  readonly approvedBy: string | null;
  readonly confirmationsRequired: readonly string[];
  readonly confirmations: readonly { readonly code: string; readonly by: string; readonly at: string }[];
  readonly findings: readonly Finding[];
}

/** What the audit found, the numbers included; the factory reads what does not concern the export contract. */
@Controller('orders/:id/audit')
export class SeeAudit {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  handle(@Param('id') id: string): Promise<AuditView> {
    return this.transactions.run(async (tx) => {
      const order = await tx.one(Orders, id);
      const audits = await tx.find(OrderAudits, { orderId: id }, { audience: 'DESC' });
      return {
        orderId: id,
        authority: order.authority,
        approvedBy: order.approvedBy,
        confirmationsRequired: order.openConfirmations,
        confirmations: order.confirmations,
        findings: audits.flatMap((audit) => audit.findings),
      };
    });
  }
}
