import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import { MaterialIssueBody } from './issue-material.ts';
import { recordMovement } from './record-movement.ts';

/** The supplier sends material back; it counts once the factory has countersigned. */
@Controller('outsourcing-orders/:id/material-returns')
export class ReturnMaterial {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['supplier'], roles: ['owner', 'supplier-clerk', 'system'] })
  handle(@Param('id') id: string, @Body() body: MaterialIssueBody): Promise<{ id: string }> {
    const { item, lot, quantity, owner, location = '', document = '', corrects = null, reason = null } = body;
    return this.transactions.run(async (tx) => {
      const { factory } = await tx.one(OutsourcingOrders, id);
      return recordMovement(tx, id, {
        kind: 'return',
        item,
        lot,
        quantity: quantity.value,
        unit: quantity.unit,
        owner: owner ?? factory,
        location,
        document,
        corrects,
        reason,
      });
    });
  }
}
