import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { showCertificatesTo } from '../certificates/certificates-of.ts';
import { showLotTo } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { admit, regimeId } from '../switching/regime.rules.ts';
import { Regimes } from '../switching/regime.table.ts';
import { entrustInspection } from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';
import { type ShownInspection, shown } from './see-inspections.ts';

export class EntrustedTo {
  @TextField({ optional: true, max: 60, description: 'organisation that inspects; the parties themselves without' })
  inspectionHouse?: string;
}

/** A planned inspection goes to another house: a wrong name, or a house that does not come, holds the goods. */
@Controller('inspections/:id/house')
export class EntrustInspection {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['trader', 'factory'], roles: ['owner', 'quality-manager', 'merchandiser'] })
  handle(@Param('id') id: string, @Body() { inspectionHouse }: EntrustedTo): Promise<ShownInspection> {
    const house = inspectionHouse ?? null;
    return this.transactions.run(async (tx) => {
      const inspection = await tx.change(Inspections, id, entrustInspection(house, tx.by.organisation));
      if (house !== null && inspection.lotId !== null) {
        const lot = await tx.change(Lots, inspection.lotId, showLotTo(house));
        await tx.change(Regimes, regimeId(inspection), admit(house));
        await showCertificatesTo(tx, house, lot);
      }
      return shown(inspection);
    });
  }
}
