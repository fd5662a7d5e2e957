import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions, type Tx } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import type { DeliveryPromise } from '../audits/date-audit.rules.ts';
import { auditElements } from '../audits/element-audit.rules.ts';
import type { Finding } from '../audits/finding.rules.ts';
import { OrderAudits } from '../audits/order-audit.table.ts';
import { elementsOf } from '../audits/order-elements.rules.ts';
import { authorityOf } from '../authority/authority-of.ts';
import { ExchangeRates } from '../exchange-rates/exchange-rate.table.ts';
import { Items } from '../items/item.table.ts';
import { followLegs, legsOf } from '../legs/legs-of.ts';
import { PriceLists } from '../prices/price-list.table.ts';
import { auditOrder } from './answer-order.rules.ts';
import type { Order } from './order.rules.ts';
import { Orders } from './order.table.ts';
import { promisesIn } from './promises.rules.ts';

/** Production promised: the order's elements are audited, its dates committed, its authority found. */
@Controller()
export class WhenDeliveryPromised {
  constructor(private readonly transactions: Transactions) {}

  @On(production.DeliveryPromisedSchema)
  handle({ orderId, schedules }: production.DeliveryPromised): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [order] = await tx.find(Orders, { id: orderId });
      if (order === undefined) throw new NotYetKnown('order', orderId);
      if (order.status === 'received') await this.audit(tx, order, promisesIn(schedules));
    });
  }

  private async audit(tx: Tx, order: Order, promises: readonly DeliveryPromise[]): Promise<void> {
    const legs = await legsOf(tx, order.id);
    const exportList = await tx.one(PriceLists, legs.export.priceList);
    const items = await tx.find(Items, { trader: order.trader });
    const rates = await tx.find(ExchangeRates, { organisation: order.trader });
    const elements = elementsOf(order, legs, { exportList, items, rates, promises, today: tx.today });
    const findings = auditElements(elements);
    const authority = await authorityOf(tx, order, legs.export, rates, exportList);
    const trader = [...findings.trader, authority.because];
    const { level } = authority;
    const audit = { promises, findings: [...trader, ...findings.owners], authority: level };
    const audited = await tx.change(Orders, order.id, auditOrder(audit, legs));
    await followLegs(tx, legs, audited);
    await keepFindings(tx, order, 'trader', [order.trader], trader);
    await keepFindings(tx, order, 'owners', [order.trader, order.factory], findings.owners);
  }
}

const keepFindings = async (
  tx: Tx,
  { id: orderId }: Order,
  audience: 'trader' | 'owners',
  parties: string[],
  findings: readonly Finding[],
): Promise<void> => {
  const state = { id: `${orderId}:${audience}`, version: 0, parties, orderId, audience, findings: [...findings] };
  await tx.add(OrderAudits, { state, events: [] });
};
