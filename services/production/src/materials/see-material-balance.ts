import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { decimal } from '@tradeloom/kernel';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import type { LotBalance } from './material-balance.rules.ts';
import { weighMaterial } from './weigh-material.ts';

const rule = {
  en: 'Consumed by the bill for every piece received, accepted or not; a reworked piece consumes nothing again',
  zh: '按用料清单对每件收货（合格或不合格）计耗用；返工件不重复计耗',
};

interface BalanceAnswer {
  readonly balances: readonly (LotBalance & { readonly overdrawn: boolean })[];
  readonly unsigned: readonly {
    readonly id: string;
    readonly kind: string;
    readonly item: string;
    readonly lot: string;
    readonly quantity: string;
  }[];
  readonly because: typeof rule;
}

/** Per lot: issued = consumed + scrap + returned + at supplier. Both sides see the same figures. */
@Controller('outsourcing-orders/:id/material-balance')
export class SeeMaterialBalance {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  handle(@Param('id') id: string): Promise<BalanceAnswer> {
    return this.transactions.run(async (tx) => {
      const { balances, unsigned } = await weighMaterial(tx, await tx.one(OutsourcingOrders, id));
      return {
        balances: balances.map((b) => ({ ...b, overdrawn: decimal(b.atSupplier).lt(0) })),
        unsigned: unsigned.map((m) => ({ id: m.id, kind: m.kind, item: m.item, lot: m.lot, quantity: m.quantity })),
        because: rule,
      };
    });
  }
}
