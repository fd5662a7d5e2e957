import { type IsoDate, must } from '@tradeloom/kernel';
import type { Component } from '../items/item.rules.ts';
import type { DeliveryPromise } from '../promises/delivery-promise.rules.ts';
import type { ComponentNeed } from './component-needs.rules.ts';
import type { OutsourcingLine, OutsourcingOrder } from './outsourcing-order.rules.ts';

type Placement = Omit<OutsourcingOrder, 'version' | 'parties' | 'acknowledgedOn' | 'status' | 'changes' | 'id'>;

const lineOf = (
  need: ComponentNeed,
  { description, unit, unitPrice, materials }: Component,
  n: number,
): OutsourcingLine => ({
  line: String(n + 1),
  item: need.item,
  description,
  unit,
  unitPrice,
  orderLineId: need.orderLineId,
  deliveries: [{ quantity: need.quantity, dueOriginal: need.due, due: need.due }],
  confirmations: [],
  materials,
  received: '0',
  accepted: '0',
  rejected: '0',
});

/** One order per supplier, numbered after the customer order, with a line per component. */
export const drawUpOrders = (
  promise: Pick<DeliveryPromise, 'id' | 'number' | 'trader' | 'factory'>,
  needs: readonly ComponentNeed[],
  components: readonly Component[],
  today: IsoDate,
): Placement[] =>
  [...new Set(needs.map((n) => n.supplier))].sort().map((supplier, index) => {
    const terms = needs
      .filter((n) => n.supplier === supplier)
      .map((need) => {
        const component = components.find((c) => c.supplier === supplier && c.code === need.item);
        must(
          component !== undefined,
          'production.outsourcing.no-terms',
          {
            en: `No terms are agreed with ${supplier} for ${need.item}`,
            zh: `尚未与 ${supplier} 约定 ${need.item} 的条件`,
          },
          { supplier, item: need.item },
        );
        return { need, component };
      });
    const first = terms[0]?.component;
    return {
      number: `${promise.number}-${index + 1}`,
      orderId: promise.id,
      trader: promise.trader,
      factory: promise.factory,
      supplier,
      currency: first?.currency ?? '',
      taxPercent: first?.taxPercent ?? '0',
      placedOn: today,
      lines: terms.map(({ need, component }, n) => lineOf(need, component, n)),
    };
  });
