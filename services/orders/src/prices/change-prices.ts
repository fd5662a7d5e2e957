import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  Allow,
  type Allowed,
  DateField,
  DecimalField,
  ListField,
  newId,
  TextField,
  Transactions,
  type Tx,
} from '@tradeloom/chassis';
import type { PriceList } from './price.rules.ts';
import { approvePrices, followingList, type PriceChange, proposePrices, rejectPrices } from './price-change.rules.ts';
import { PriceChanges } from './price-change.table.ts';
import { PriceLists } from './price-list.table.ts';

class TierBody {
  @DecimalField({ description: 'from this quantity on', example: '1000' }) from!: string;
  @DecimalField({ description: 'price of one', example: '14.85' }) unitPrice!: string;
}

class ItemPriceBody {
  @TextField({ max: 60, example: 'KT-18' }) item!: string;
  @ListField(() => TierBody, { minSize: 1 }) tiers!: TierBody[];
}

export class PriceChangeBody {
  @TextField({ description: 'id of the list that is to be followed' }) priceList!: string;
  @DateField({ description: 'first day of the new prices' }) from!: string;
  @ListField(() => ItemPriceBody, { minSize: 1, description: 'items not named keep their prices' })
  prices!: ItemPriceBody[];
  @DecimalField({ optional: true, description: 'exchange rate the new prices were calculated with' })
  baseRate?: string;
  @TextField({ max: 300 }) reason!: string;
}

export class BecauseBody {
  @TextField({ max: 300 }) reason!: string;
}

/** People of the companies that are party to a list; no system changes prices. */
const mayPropose: Allowed = {
  kinds: ['trader', 'factory'],
  roles: ['sales', 'merchandiser', 'sales-supervisor', 'finance-clerk', 'finance-manager', 'owner'],
};
const mayApprove: Allowed = { kinds: ['trader', 'factory'], roles: ['sales-supervisor', 'finance-manager', 'owner'] };

/** Prices change when those whose prices they are have agreed to it, two people of the proposer's company at least. */
@Controller('price-changes')
export class ChangePrices {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow(mayPropose)
  propose(@Body() { priceList, from, prices, baseRate, reason }: PriceChangeBody): Promise<PriceChange> {
    return this.transactions.run(async (tx) => {
      const list = await tx.one(PriceLists, priceList);
      const { login, organisation } = tx.by;
      const proposal = {
        id: newId(),
        from,
        prices: prices.map(({ item, tiers }) => ({ item, tiers: tiers.map((tier) => ({ ...tier })) })),
        baseRate: baseRate ?? null,
        reason,
        proposedBy: { login, organisation },
        proposedAt: tx.at.toISOString(),
      };
      return tx.add(PriceChanges, proposePrices(proposal, list, await listsLike(tx, list)));
    });
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Allow(mayApprove)
  approve(@Param('id') id: string): Promise<PriceChange> {
    return this.transactions.run(async (tx) => {
      const { login, organisation } = tx.by;
      const change = await tx.change(PriceChanges, id, approvePrices({ login, organisation, at: tx.at.toISOString() }));
      if (change.status === 'approved') await this.putInForce(tx, change);
      return change;
    });
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Allow(mayPropose)
  reject(@Param('id') id: string, @Body() { reason }: BecauseBody): Promise<PriceChange> {
    return this.transactions.run((tx) => tx.change(PriceChanges, id, rejectPrices(tx.by, reason)));
  }

  private async putInForce(tx: Tx, change: PriceChange): Promise<void> {
    // Two changes of one list, approved at the same moment, must not both follow it.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `prices:${change.seller}:${change.buyer}`,
    ]);
    const list = await tx.one(PriceLists, change.priceList);
    const following = await listsLike(tx, list);
    await tx.add(PriceLists, followingList(change, list, { following, today: tx.today }));
  }
}

const listsLike = (tx: Tx, { kind, seller, buyer, currency }: PriceList): Promise<PriceList[]> =>
  tx.find(PriceLists, { kind, seller, buyer, currency });
