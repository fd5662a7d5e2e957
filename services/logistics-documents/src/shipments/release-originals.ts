import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { ExportTermsOf } from '../orders/export-terms.table.ts';
import { releaseOriginals } from './originals.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { type Release, releaseForms } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

export class ReleaseBody {
  @TextField({ enum: releaseForms }) form!: Release['form'];
}

@Controller('shipments/:id/originals-release')
export class ReleaseOriginals {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['document-clerk', 'finance-manager', 'owner'] })
  handle(@Param('id') id: string, @Body() { form }: ReleaseBody): Promise<ShipmentAnswer> {
    return this.transactions.run(async (tx) => {
      const { orderIds } = await tx.one(Shipments, id);
      const terms = await tx.find(ExportTermsOf, { id: In([...orderIds]) });
      return shipmentAnswer(await tx.change(Shipments, id, releaseOriginals(form, tx.today, terms)));
    });
  }
}
