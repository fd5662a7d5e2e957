import { Body, Controller, Post } from '@nestjs/common';
import {
  type Actor,
  Allow,
  Caller,
  ListField,
  newId,
  type QuantityBody,
  QuantityField,
  TextField,
  Transactions,
  type Tx,
  withScope,
} from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { mustShareAnInvoice } from '../orders/export-terms.rules.ts';
import { ExportTermsOf } from '../orders/export-terms.table.ts';
import { type OrderToShip, planParts } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { isKnownParty, partyOf } from '../parties/find-party.ts';
import { openShipment, type Part } from './open-shipment.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { type ShippingInstruction, type TransportMode, transportModes } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

export class ScheduleBody {
  @TextField({ optional: true, description: 'when it is another order than the shipment’s first' }) orderId?: string;
  @TextField() lineId!: string;
  @TextField() scheduleId!: string;
  @QuantityField() quantity!: QuantityBody;
}

export class ShipmentBody {
  @TextField() orderId!: string;
  @ListField(() => ScheduleBody, { minSize: 1 }) schedules!: ScheduleBody[];
  @TextField({ optional: true, enum: transportModes }) mode?: TransportMode;
  @TextField({ optional: true, description: 'organisation that books and drafts the bill' }) forwarder?: string;
  @TextField({ optional: true, description: 'consignee on the bill; the buyer when not said' }) consignee?: string;
  @TextField({ optional: true, description: 'notify party on the bill; the buyer when not said' }) notify?: string;
  @TextField({ optional: true, description: 'shipping marks, lines divided by \\n; N/M when not said' }) marks?: string;
}

const planAll = async (tx: Tx, parts: readonly Part[]): Promise<OrderToShip[]> => {
  const orders: OrderToShip[] = [];
  // Always in the same order, so that two shipments never wait for each other's locks.
  for (const id of [...new Set(parts.map((p) => p.orderId))].sort()) {
    const own = parts.filter((p) => p.orderId === id);
    orders.push(await tx.change(Orders, id, planParts(own)));
  }
  return orders;
};

const instructionFor = async (
  tx: Tx,
  { trader, customer }: OrderToShip,
  { consignee, notify, marks = 'N/M' }: ShipmentBody,
): Promise<ShippingInstruction> => {
  const seller = await partyOf(tx, trader);
  const buyer = await partyOf(tx, customer);
  return { shipper: seller.nameEn, consignee: consignee ?? buyer.nameEn, notify: notify ?? buyer.nameEn, marks };
};

const mustBeForwarder = async (tx: Tx, forwarder: string | null): Promise<void> =>
  must(
    forwarder === null || (await isKnownParty(tx, forwarder)),
    'logistics.shipment.unknown-forwarder',
    { en: `No organisation ${forwarder}`, zh: `未找到组织 ${forwarder}` },
    { forwarder: forwarder ?? '' },
  );

@Controller('shipments')
export class OpenShipment {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({
    kinds: ['trader', 'factory'],
    roles: [
      'sales',
      'sales-supervisor',
      'merchandiser',
      'document-clerk',
      'planner',
      'production-manager',
      'owner',
      'system',
    ],
  })
  async handle(@Body() body: ShipmentBody, @Caller() by: Actor): Promise<ShipmentAnswer> {
    const parts = body.schedules.map((s) => ({ ...s, orderId: s.orderId ?? body.orderId }));
    const { mode = 'sea-fcl', forwarder = null } = body;
    await this.mustShareAnInvoice(
      parts.map((p) => p.orderId),
      by,
    );
    return this.transactions.run(async (tx) => {
      const orders = await planAll(tx, parts);
      const [first] = orders;
      if (!first) throw new Error('a shipment came without schedules past validation');
      await mustBeForwarder(tx, forwarder);
      const instruction = await instructionFor(tx, first, body);
      const [drawn] = await tx.query<{ number: string }>(`select nextval('shipment_numbers') as number`);
      const number = `SH-${String(drawn?.number).padStart(6, '0')}`;
      const opening = { id: newId(), number, mode, forwarder, instruction, parts };
      return shipmentAnswer(await tx.add(Shipments, openShipment(opening, orders)));
    });
  }

  /** On behalf of the export contracts' parties: the factory may open a shipment, and does not see their terms. */
  private async mustShareAnInvoice(orderIds: readonly string[], by: Actor): Promise<void> {
    const orders = await this.transactions.run((tx) => tx.find(Orders, { id: In([...orderIds]) }));
    if (orders.length < 2) return; // one order, or others that the caller knows nothing of
    const organisations = [...new Set(orders.flatMap(({ trader, customer }) => [trader, customer]))];
    const known = In(orders.map(({ id }) => id));
    mustShareAnInvoice(
      await withScope({ by, organisations }, () =>
        this.transactions.run((tx) => tx.find(ExportTermsOf, { id: known })),
      ),
    );
  }
}
