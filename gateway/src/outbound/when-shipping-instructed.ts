import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import type { GoodsItem, Place, TransportInstruction } from '@tradeloom/edi';
import { Outbox } from './outbox.ts';

/** PCI C210: a line of marks has 35 characters. */
const marksWidth = /.{1,35}/gu;
const marksOf = (marks: string): string[] => marks.split('\n').flatMap((line) => line.match(marksWidth) ?? []);

const port = (id: string): Place => ({ id, idQualifier: '6' });

const goodsOf = ({ goods, marks }: logistics.ShippingInstructionGiven): GoodsItem[] =>
  goods.map(({ position, customerOrder, description, cartons, grossKg, volumeM3 }) => ({
    item: String(position),
    packages: { count: cartons, type: 'CT' },
    ...(description && { description }),
    orderNumber: customerOrder,
    grossWeight: { value: grossKg, unit: 'KGM' },
    volume: { value: volumeM3, unit: 'MTQ' },
    marks: marksOf(marks),
  }));

const instructionOf = (event: logistics.ShippingInstructionGiven, today: string): TransportInstruction => ({
  kind: 'transport-instruction',
  instructionNumber: event.number,
  instructionDate: today,
  purpose: event.revision > 1 ? 'replacement' : 'original',
  references: { booking: event.bookingNumber, shipment: event.number, orders: event.customerOrders },
  service: 'port-to-port',
  legs: [
    {
      stage: 'main-carriage',
      mode: 'sea',
      name: event.vessel,
      voyage: event.voyage,
      loading: port(event.portOfLoading),
      discharge: port(event.portOfDischarge),
      departure: event.etd,
      arrival: event.eta,
    },
  ],
  parties: [
    { role: 'consignor', name: event.shipper },
    { role: 'consignee', name: event.consignee },
    { role: 'notify', name: event.notify },
  ],
  goods: goodsOf(event),
  ...(event.containers.length > 0 && {
    containers: event.containers.map(({ number, seal }) => ({ number, ...(seal && { seals: [seal] }) })),
  }),
});

/** The forwarder is told what to carry (IFTMIN). */
@Controller()
export class WhenShippingInstructed {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @On(logistics.ShippingInstructionGivenSchema)
  async handle(event: logistics.ShippingInstructionGiven): Promise<void> {
    await this.transactions.run((tx) =>
      this.outbox.send(tx, {
        from: event.trader,
        to: event.forwarder,
        orderId: event.orderId,
        number: event.number,
        document: instructionOf(event, tx.today),
      }),
    );
  }
}
