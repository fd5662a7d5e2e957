import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { AfterField, paged, pageSize } from '../page.ts';
import type { FxSharing } from './fx-sharing.rules.ts';
import { FxSharings } from './fx-sharing.table.ts';

class SharingsOf {
  @TextField({ optional: true, description: 'id of the order' }) order?: string;
  @TextField({ optional: true, enum: ['open', 'settled'], description: 'open: the rate of its day is not known yet' })
  state?: 'open' | 'settled';
  @AfterField() after?: string;
}

const page = `
  select id from fx_sharings
   where ($1::text is null or order_id = $1) and ($2::boolean is null or (rate is null) = $2)
     and ($3::text is null or id > $3)
   order by id limit ${pageSize + 1}`;

/** What trader and factory share of each shipment's exchange rate, and what still waits for the rate of its day. */
@Controller('fx-sharings')
export class SeeFxSharings {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'], roles: ['finance-clerk', 'finance-manager', 'owner', 'auditor'] })
  handle(@Query() { order, state, after }: SharingsOf) {
    return this.transactions.run(async (tx) => {
      const open = state === undefined ? null : state === 'open';
      const rows = await tx.queryOften<{ id: string }>(page, [order ?? null, open, after ?? null]);
      const { items, next } = paged(rows, ({ id }) => id);
      const sharings = await tx.find(FxSharings, { id: In(items.map(({ id }) => id)) }, { id: 'ASC' });
      return { items: sharings.map(viewOf), next };
    });
  }
}

const viewOf = (sharing: FxSharing) => ({
  id: sharing.id,
  trader: sharing.trader,
  factory: sharing.factory,
  orderId: sharing.orderId,
  shipmentId: sharing.shipmentId,
  shipmentNumber: sharing.shipmentNumber,
  pair: sharing.pair,
  ...sharing.band,
  shipped: sharing.shipped,
  onBoard: sharing.onBoard,
  state: sharing.rate === null ? 'open' : 'settled',
  rate: sharing.rate,
  adjustment: sharing.adjustment,
});
