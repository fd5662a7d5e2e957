import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { findManual } from '../manuals/find-manual.ts';
import { Orders } from '../orders/order.table.ts';
import { blankSample, type Sample, submitSample } from './sample.rules.ts';
import { Samples } from './sample.table.ts';

export class SubmittedSample {
  @TextField({ max: 40 }) item!: string;
  @TextField({ max: 500, optional: true }) remark?: string;
}

/** The factory hands in a pre-production sample of an item; after a refusal, the next round of the same sample. */
@Controller('orders/:orderId/samples')
export class SubmitSample {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['factory'], roles: ['owner', 'planner', 'production-manager', 'quality-manager', 'inspector'] })
  handle(@Param('orderId') orderId: string, @Body() body: SubmittedSample): Promise<Sample> {
    return this.transactions.run(async (tx) => {
      const order = await tx.one(Orders, orderId);
      const line = order.lines.find(({ item }) => item === body.item);
      if (line === undefined) throw notFound('item', body.item);
      const manual = await findManual(tx, body.item);
      const id = `${orderId}.${line.lineId}`;
      const blank = () => blankSample(id, order, body.item);
      return tx.changeOrAdd(Samples, id, blank, submitSample(manual, tx.by.login, tx.today, body.remark ?? null));
    });
  }

  @Get()
  @Allow({ kinds: ['customer', 'trader', 'factory'] })
  async see(@Param('orderId') orderId: string): Promise<{ samples: Sample[] }> {
    return { samples: await this.transactions.run((tx) => tx.find(Samples, { orderId })) };
  }
}
