import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { legsOf } from '../legs/legs-of.ts';
import { lapseOrder } from './lapse-order.rules.ts';
import { Orders } from './order.table.ts';

/** The customer did not answer our counter-offer in time, or we did not answer him. */
@Controller()
export class WatchForLapse {
  constructor(private readonly transactions: Transactions) {}

  @Due(Orders, 'lapse')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(Orders, id, lapseOrder(await legsOf(tx, id), tx.today));
    });
  }
}
