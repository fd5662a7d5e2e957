import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production, type type as types } from '@tradeloom/contracts';
import type { Milestone, ProgressLine } from '@tradeloom/edi';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';

const milestones: readonly Milestone[] = ['material-ready', 'started', 'finished', 'packed', 'shipped'];

const milestoneOf = (name: string): Milestone => {
  const known = milestones.find((m) => m === name);
  if (!known) throw new Error(`no order status says ${name}`);
  return known;
};

/** Neither 870 nor OSTRPT has a place for several dates of a line: they stand in words beside its figures. */
const promiseOf = (deliveries: readonly types.ToldDelivery[]): string => {
  const told = deliveries.filter(({ date }) => date !== '');
  if (told.length === 0) return 'No date is promised yet';
  return `Promised: ${told.map(({ quantity, date }) => `${quantity?.value ?? ''} by ${date}`).join(', ')}`;
};

/** Fractions of a second, as our own clock has them, are not said in EDIFACT. */
const toTheSecond = (instant: string): string => instant.replace(/\.\d+(?=Z|[+-]\d\d:)/i, '');

/** A scrap of 0 is not written: the customer is told of good pieces. */
const progressLine = (customerOrder: string, line: production.LineStatus): ProgressLine => ({
  orderNumber: customerOrder,
  line: line.customerLine,
  ...(line.buyerItem && { buyerItem: line.buyerItem }),
  ...(line.item && { sellerItem: line.item }),
  milestone: milestoneOf(line.milestone),
  good: line.good,
  scrap: '0',
  unit: line.unit,
  asOf: toTheSecond(line.asOf),
  remark: promiseOf(line.deliveries),
});

/** How far his order is goes to the customer who asked (870), whether or not he is sent such reports unasked. */
@Controller()
export class WhenOrderStatusTold {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(production.OrderStatusToldSchema)
  async handle(event: production.OrderStatusTold): Promise<void> {
    const seller = await this.organisations.nameOf(event.trader);
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.trader,
        to: event.customer,
        orderId: event.orderId,
        number: event.reportNumber,
        asked: true,
        document: {
          kind: 'progress-report',
          reportNumber: event.reportNumber,
          reportDate: tx.today,
          parties: [{ role: 'seller', name: seller }],
          lines: event.lines.map((line) => progressLine(event.customerOrder, line)),
        },
      });
    });
  }
}
