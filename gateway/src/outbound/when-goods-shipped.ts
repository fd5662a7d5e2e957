import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import type { DespatchAdvice, DocumentParty, Invoice } from '@tradeloom/edi';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';

const itemOf = ({ buyerItem, item, description }: logistics.ShippedLine) => ({
  ...(buyerItem && { buyerItem }),
  sellerItem: item,
  description,
});

const despatchOf = (event: logistics.GoodsShipped, parties: DocumentParty[]): DespatchAdvice => ({
  kind: 'despatch-advice',
  shipmentNumber: event.number,
  despatchDate: event.onBoardDate,
  ...(event.eta && { estimatedArrival: event.eta }),
  parties,
  packages: { count: event.cartons, type: 'CTN' },
  grossWeight: { value: event.grossKg, unit: 'KGM' },
  billOfLading: event.billOfLading,
  containers: [{ number: event.container, seal: event.seal }],
  vessel: event.vessel,
  voyage: event.voyage,
  lines: event.lines.map((line) => ({
    ...itemOf(line),
    orderNumber: event.customerOrder,
    line: line.customerLine,
    quantity: line.quantity?.value ?? '',
    unit: line.quantity?.unit ?? '',
    cartons: line.cartons,
  })),
});

const invoiceOf = (event: logistics.GoodsShipped, parties: DocumentParty[]): Invoice => ({
  kind: 'invoice',
  invoiceNumber: event.invoiceNumber,
  invoiceDate: event.invoiceDate,
  orderNumber: event.customerOrder,
  currency: event.currency,
  parties,
  billOfLading: event.billOfLading,
  net: event.total?.amount ?? '',
  total: event.total?.amount ?? '',
  lines: event.lines.map((line) => ({
    ...itemOf(line),
    orderNumber: event.customerOrder,
    line: line.customerLine,
    quantity: line.quantity?.value ?? '',
    unit: line.quantity?.unit ?? '',
    unitPrice: line.unitPrice,
    amount: line.amount,
  })),
});

/** On board: the customer gets the advance ship notice (856) and the invoice of the whole shipped value (810). */
@Controller()
export class WhenGoodsShipped {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(logistics.GoodsShippedSchema)
  async handle(event: logistics.GoodsShipped): Promise<void> {
    const parties: DocumentParty[] = [
      { role: 'seller', name: await this.organisations.nameOf(event.trader) },
      { role: 'buyer', name: await this.organisations.nameOf(event.customer) },
    ];
    const route = { from: event.trader, to: event.customer, orderId: event.orderId };
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, { ...route, number: event.number, document: despatchOf(event, parties) });
      await this.outbox.send(tx, { ...route, number: event.invoiceNumber, document: invoiceOf(event, parties) });
    });
  }
}
