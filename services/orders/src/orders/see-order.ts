import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { OrderLegs } from '../legs/order-leg.table.ts';
import type { Order } from './order.rules.ts';
import { Orders } from './order.table.ts';
import { type OrderView, orderView } from './order-view.rules.ts';

class OrdersWanted {
  @TextField({ max: 40, optional: true, description: "the customer's own order number" }) customerOrder?: string;
  @TextField({ max: 40, optional: true }) status?: string;
  @TextField({ max: 40, optional: true, description: 'the `next` of the page before' }) after?: string;
}

interface OrderPage {
  readonly items: readonly OrderView[];
  readonly next: string | null;
}

const pageSize = 50;

/** An order as its reader may see it; a foreign one is not found. */
@Controller('orders')
@Allow({ kinds: ['customer', 'trader', 'factory'] })
export class SeeOrder {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  list(@Query() { customerOrder, status, after }: OrdersWanted): Promise<OrderPage> {
    return this.transactions.run(async (tx) => {
      const numbers = await tx.query<{ id: string }>(
        `select id from orders
          where ($1::text is null or customer_order = $1) and ($2::text is null or status = $2)
            and ($3::text is null or number > $3)
          order by number limit $4`,
        [customerOrder ?? null, status ?? null, after ?? null, pageSize + 1],
      );
      const ids = In(numbers.slice(0, pageSize).map(({ id }) => id));
      const orders = await tx.find(Orders, { id: ids }, { number: 'ASC' });
      const legs = await tx.find(OrderLegs, { orderId: ids }, { kind: 'ASC' });
      const view = (order: Order) =>
        orderView(
          order,
          legs.filter((leg) => leg.orderId === order.id),
          tx.by.organisation,
        );
      return { items: orders.map(view), next: numbers.length > pageSize ? (orders.at(-1)?.number ?? null) : null };
    });
  }

  @Get(':id')
  one(@Param('id') id: string): Promise<OrderView> {
    return this.transactions.run(async (tx) => {
      const order = await tx.one(Orders, id);
      return orderView(order, await tx.find(OrderLegs, { orderId: id }, { kind: 'ASC' }), tx.by.organisation);
    });
  }
}
