import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { shownInterchange } from '../mailboxes/shown-interchange.ts';
import { Chains } from './chain.ts';
import { Reconciliation } from './reconciliation.ts';
import { standings } from './standing.ts';

class WhatToFind {
  @TextField({ max: 200, description: 'id, control number, number of an order or document, file name, trace' })
  find!: string;
}

class WhichSent {
  @TextField({ optional: true, enum: standings }) standing?: string;
  @TextField({ optional: true, max: 100 }) partner?: string;
}

/** Files of all partners: found by what stands in them, with what followed; and ours, held against their answers. */
@Controller()
export class SeeExchange {
  constructor(
    private readonly transactions: Transactions,
    private readonly chains: Chains,
    private readonly reconciliation: Reconciliation,
  ) {}

  @Get('interchanges')
  @Allow({})
  find(@Query() { find }: WhatToFind) {
    return this.transactions.run(async (tx) => ({ items: (await this.chains.find(tx, find)).map(shownInterchange) }));
  }

  @Get('interchanges/:id/chain')
  @Allow({})
  chain(@Param('id') id: string) {
    return this.transactions.run(async (tx) => {
      const { interchanges, ...rest } = await this.chains.of(tx, id);
      return { interchanges: interchanges.map(shownInterchange), ...rest };
    });
  }

  @Get('reconciliation')
  @Allow({})
  board(@Query() { standing, partner }: WhichSent) {
    return this.transactions.run((tx) => this.reconciliation.board(tx, standing ?? null, partner ?? null));
  }
}
