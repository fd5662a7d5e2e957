import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, BoolField, TextField, Transactions } from '@tradeloom/chassis';
import { type DefectClass, defectClasses } from '../sampling/sampling.rules.ts';
import { decideSwitching, type Regime, type SwitchingDecision, switchingDecisions } from './regime.rules.ts';
import { Regimes } from './regime.table.ts';

export class DecidedSwitching {
  @TextField({ enum: switchingDecisions }) decision!: SwitchingDecision;
  @TextField({ enum: defectClasses }) defectClass!: DefectClass;
  @BoolField({ optional: true }) steadyProduction?: boolean;
}

class RegimesOf {
  @TextField({ description: 'code of the item that is made' }) item!: string;
}

/** How strictly each maker's items are inspected, and what only the responsible authority may change about it. */
@Controller('inspection-regimes')
export class DecideSwitching {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'supplier', 'inspection'] })
  async see(@Query() { item }: RegimesOf): Promise<{ regimes: Regime[] }> {
    return { regimes: await this.transactions.run((tx) => tx.find(Regimes, { item })) };
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Allow({ kinds: ['trader', 'factory'], roles: ['owner', 'quality-manager'] })
  handle(@Param('id') id: string, @Body() body: DecidedSwitching): Promise<Regime> {
    const { decision, defectClass, steadyProduction = false } = body;
    return this.transactions.run((tx) =>
      tx.change(Regimes, id, decideSwitching(decision, defectClass, steadyProduction, tx.by.organisation)),
    );
  }
}
