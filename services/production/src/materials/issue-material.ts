import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, DecimalField, ObjectField, TextField, Transactions } from '@tradeloom/chassis';
import { recordMovement } from './record-movement.ts';

export class SignedQuantityBody {
  @DecimalField({ signed: true, description: 'negative only for a correction' }) value!: string;
  @TextField({ max: 3 }) unit!: string;
}

export class MaterialIssueBody {
  @TextField() item!: string;
  @TextField() lot!: string;
  @ObjectField(() => SignedQuantityBody) quantity!: SignedQuantityBody;
  @TextField({ optional: true, description: 'whose material it stays; the factory when missing' }) owner?: string;
  @TextField({ optional: true, description: 'where it goes; the supplier’s works when missing' }) location?: string;
  @TextField({ optional: true, description: 'number of the issue slip' }) document?: string;
  @TextField({ optional: true, description: 'the movement that this one corrects' }) corrects?: string;
  @TextField({ optional: true, description: 'why it is corrected' }) reason?: string;
}

/** The factory issues material to a supplier; it counts once the supplier has countersigned. */
@Controller('outsourcing-orders/:id/material-issues')
export class IssueMaterial {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['factory'], roles: ['owner', 'planner', 'production-manager'] })
  handle(@Param('id') id: string, @Body() body: MaterialIssueBody): Promise<{ id: string }> {
    const { item, lot, quantity, owner, location = '', document = '', corrects = null, reason = null } = body;
    return this.transactions.run((tx) =>
      recordMovement(tx, id, {
        kind: 'issue',
        item,
        lot,
        quantity: quantity.value,
        unit: quantity.unit,
        owner: owner ?? tx.by.organisation,
        location,
        document,
        corrects,
        reason,
      }),
    );
  }
}
