import type { type as shared } from '@tradeloom/contracts';
import { DomainError, decimal, money } from '@tradeloom/kernel';
import type { ExportContract } from './payment-plan.rules.ts';

/** An order event that carries the export leg. */
export interface OrderWithLegs {
  readonly orderId: string;
  readonly number?: string;
  readonly customerOrder?: string;
  readonly customer: string;
  readonly trader: string;
  readonly exportLeg?: shared.Leg | undefined;
  readonly lines: readonly shared.OrderLine[];
}

/** What the payment plan follows of an order: value, terms, and when its lines are complete. */
export const exportContractOf = (order: OrderWithLegs): ExportContract => {
  const { orderId, customer, trader, exportLeg, lines, number = '', customerOrder = '' } = order;
  if (!exportLeg?.total) {
    throw new DomainError(
      'finance.payment-plan.no-export-leg',
      { en: 'The order has no export contract with a value', zh: '订单缺少带金额的外销合同' },
      { orderId },
    );
  }
  return {
    orderId,
    customer,
    trader,
    orderNumbers: [number, customerOrder].filter(Boolean),
    total: money(exportLeg.total.amount, exportLeg.total.currency || exportLeg.currency),
    terms: exportLeg.paymentTerms.map(({ stage, percent, trigger, days, months }) => ({
      stage,
      percent,
      trigger,
      days,
      months,
    })),
    lines: lines
      .filter((line) => line.status !== 'rejected')
      .map((line) => ({ lineId: line.lineId, least: leastOf(line) })),
  };
};

const leastOf = ({ quantity, underDeliveryPercent }: shared.OrderLine): string =>
  decimal(quantity?.value ?? 0)
    .times(decimal(100).minus(underDeliveryPercent || 0))
    .div(100)
    .toFixed();
