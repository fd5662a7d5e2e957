import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, DateField, IntField, ObjectField, TextField, Transactions } from '@tradeloom/chassis';
import { bookShipment } from './book-shipment.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { Shipments } from './shipment.table.ts';

export class PortBody {
  @TextField({ max: 5, example: 'CNNGB', description: 'UN/LOCODE' }) locode!: string;
  @TextField({ max: 70, example: 'Ningbo' }) name!: string;
}

export class BookingBody {
  @TextField({ max: 35, description: 'booking number' }) number!: string;
  @TextField({ max: 35 }) vessel!: string;
  @TextField({ max: 17 }) voyage!: string;
  @ObjectField(() => PortBody) portOfLoading!: PortBody;
  @ObjectField(() => PortBody) portOfDischarge!: PortBody;
  @IntField({ optional: true, min: 1, description: 'packages as told to the carrier' }) packages?: number;
  @DateField({ description: 'CY cut-off, local to the port of loading' }) closing!: string;
  @DateField({ description: 'local to the port of loading' }) etd!: string;
  @DateField({ description: 'local to the port of discharge' }) eta!: string;
}

@Controller('shipments/:id/booking')
export class BookShipment {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader', 'forwarder'], roles: ['document-clerk', 'merchandiser', 'owner', 'system'] })
  handle(@Param('id') id: string, @Body() body: BookingBody): Promise<ShipmentAnswer> {
    const booking = { ...body, packages: body.packages ?? null };
    return this.transactions.run(async (tx) => shipmentAnswer(await tx.change(Shipments, id, bookShipment(booking))));
  }
}
