import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { DeliveryPromise } from './delivery-promise.rules.ts';
import { Promises } from './promise.table.ts';

const shown = ({ id, number, status, dataAsOf, schedules }: DeliveryPromise) => ({
  orderId: id,
  number,
  status,
  dataAsOf,
  schedules: schedules.map(({ slots, ...schedule }) => ({
    ...schedule,
    held: slots.map(({ supply, day, quantity }) => ({
      supply: supply.slice(supply.lastIndexOf('/') + 1),
      day,
      quantity,
    })),
  })),
});

/** What was promised for an order, on which days it is made, and why not earlier. */
@Controller('promises/:order')
export class SeePromise {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  handle(@Param('order') order: string): Promise<ReturnType<typeof shown>> {
    return this.transactions.run(async (tx) => shown(await tx.one(Promises, order)));
  }
}
