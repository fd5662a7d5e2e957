import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { IsNull } from 'typeorm';
import { Progress } from '../progress/progress.table.ts';
import { Promises } from '../promises/promise.table.ts';
import { tellStatus } from './order-status.rules.ts';

/** The customer asks how far his order is: he is told what the factory's own work shows. */
@Controller()
export class WhenOrderStatusAsked {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderStatusAskedSchema)
  handle(asked: orders.OrderStatusAsked): Promise<void> {
    const { orderId } = asked;
    return this.transactions.run(async (tx) => {
      const [promise] = await tx.find(Promises, { id: orderId });
      if (!promise) throw new NotYetKnown('promise', orderId);
      const work = await tx.find(Progress, { orderId, outsourcingOrderId: IsNull() }, { id: 'ASC' });
      await tx.change(Promises, orderId, tellStatus(asked, work, tx.at.toISOString()));
    });
  }
}
