import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { attachOrder } from './inbound-file.rules.ts';
import { Interchanges } from './interchange.table.ts';

/** The order that a file led to stands in the file's fate. */
@Controller()
export class WhenOrderKnown {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderAnsweredSchema)
  answered({ ref, orderId }: orders.OrderAnswered): Promise<void> {
    return this.attach(ref, orderId);
  }

  @On(orders.ChangeAnsweredSchema)
  changed({ ref, orderId }: orders.ChangeAnswered): Promise<void> {
    return this.attach(ref, orderId);
  }

  private async attach(ref: orders.OrderAnswered['ref'], orderId: string): Promise<void> {
    if (!ref?.interchangeId) return;
    await this.transactions.run((tx) => tx.change(Interchanges, ref.interchangeId, attachOrder(ref, orderId)));
  }
}
