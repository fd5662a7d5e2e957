import { Injectable } from '@nestjs/common';
import { Ask, currentScope, Transactions } from '@tradeloom/chassis';
import { finance, production, type type } from '@tradeloom/contracts';
import { DomainError, decimal, type Money } from '@tradeloom/kernel';
import type { Finding } from '../audits/finding.rules.ts';
import { revalue } from '../legs/leg.rules.ts';
import { OrderLegs } from '../legs/order-leg.table.ts';
import { openLines } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { changedLines } from './apply-change.rules.ts';
import type { ChangeRequest } from './change-request.rules.ts';
import { deliveriesAsked } from './deliveries-asked.rules.ts';

/** What a change would do, as far as its reader may know it. */
export interface Impact {
  readonly promise: readonly ImpactFinding[];
  readonly cover: readonly ImpactFinding[];
  readonly payment: readonly ImpactFinding[];
  readonly suppliers: readonly ImpactFinding[];
}

type ImpactFinding = Omit<Finding, 'severity'> & { readonly severity: string };

/**
 * Asks production and finance what an open change would do. Asked afresh for every reader, since capacity and cover
 * move; it holds nothing. Money is shown to the export contract's parties, cover to the trading company, suppliers to
 * the owners.
 */
@Injectable()
export class ImpactPreview {
  constructor(
    private readonly transactions: Transactions,
    private readonly ask: Ask,
  ) {}

  async of(change: ChangeRequest): Promise<Impact> {
    const reader = currentScope().by.organisation;
    const { orderId, trader, factory, customer } = change;
    const asked = { orderId, deliveries: deliveriesAsked(change, await this.itemsOf(orderId)) };
    const made = await this.ask.production(production.PromisingService.method.previewChange, asked, {
      onBehalfOf: [trader, factory],
    });
    const money = await this.moneyOf(change);
    return {
      promise: made.promise.map(asFinding),
      suppliers: reader === customer ? [] : made.suppliers.map(asFinding),
      payment: money.payment,
      cover: reader === trader ? money.cover : [],
    };
  }

  private async itemsOf(orderId: string): Promise<ReadonlyMap<string, string>> {
    const order = await this.transactions.run((tx) => tx.one(Orders, orderId));
    return new Map(order.lines.map((line) => [line.id, line.item]));
  }

  /**
   * A change that adds value needs the customer's credit like an order of that value. Asked when the trading company
   * binds itself: its customer reads no limit.
   * @throws DomainError `orders.change.not-covered`
   */
  async mustBeCovered(change: ChangeRequest): Promise<void> {
    if (currentScope().by.organisation !== change.trader) return;
    const value = await this.valueOf(change);
    if (value === undefined || decimal(value.after.amount).lte(value.before)) return;
    const { cover } = await this.effectOf(change, value.after);
    const block = cover.find(({ severity }) => severity === 'block');
    if (block === undefined) return;
    throw new DomainError(
      'orders.change.not-covered',
      {
        en: `The customer's credit does not cover the changed order: ${block.text.en}`,
        zh: `客户信用额度不足以覆盖变更后的订单：${block.text.zh}`,
      },
      block.facts,
    );
  }

  /** Nothing for a reader who does not see the export contract. */
  private async moneyOf(change: ChangeRequest): Promise<Pick<Impact, 'cover' | 'payment'>> {
    const value = await this.valueOf(change);
    return value === undefined ? { cover: [], payment: [] } : this.effectOf(change, value.after);
  }

  private valueOf(change: ChangeRequest): Promise<{ before: string; after: Money } | undefined> {
    const { orderId } = change;
    return this.transactions.run(async (tx) => {
      const [leg] = await tx.find(OrderLegs, { orderId, kind: 'export' });
      if (leg === undefined) return undefined;
      const order = await tx.one(Orders, orderId);
      const { total: amount, currency } = revalue(leg, openLines({ ...order, lines: changedLines(order, change) }));
      return { before: leg.total, after: { amount, currency } };
    });
  }

  private async effectOf(
    { orderId, trader, customer }: ChangeRequest,
    newTotal: Money,
  ): Promise<Pick<Impact, 'cover' | 'payment'>> {
    const answer = await this.ask.finance(
      finance.CreditCoverService.method.previewOrderValue,
      { orderId, newTotal },
      { onBehalfOf: [trader, customer] },
    );
    return { cover: answer.cover.map(asFinding), payment: answer.payment.map(asFinding) };
  }
}

const asFinding = ({ code, severity, text, facts }: type.Finding): ImpactFinding => ({
  code,
  severity,
  text: { en: text?.en ?? '', zh: text?.zh ?? '' },
  facts,
});
