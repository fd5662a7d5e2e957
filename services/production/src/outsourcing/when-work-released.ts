import { Controller } from '@nestjs/common';
import { newId, On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { In } from 'typeorm';
import { Components } from '../items/component.table.ts';
import { Items } from '../items/item.table.ts';
import { planWork } from '../progress/plan-work.ts';
import { outsourcedWork, ownWork } from '../progress/planned-work.rules.ts';
import { Promises } from '../promises/promise.table.ts';
import { componentNeeds } from './component-needs.rules.ts';
import { placeOutsourcingOrder } from './outsourcing-order.rules.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';
import { drawUpOrders } from './place-orders.rules.ts';

/**
 * Released work is planned, and its parts are ordered from the suppliers. A reaction of its own, on behalf of
 * the two owners: what opened the gate may have been told by parties who must not see the suppliers' terms.
 */
@Controller()
export class WhenWorkReleased {
  constructor(private readonly transactions: Transactions) {}

  @On(production.WorkReleasedSchema)
  handle({ orderId }: production.WorkReleased): Promise<void> {
    return this.transactions.run(async (tx) => {
      const promise = await tx.one(Promises, orderId);
      const { factory, schedules } = promise;
      const items = await tx.find(Items, { factory, code: In(schedules.map((s) => s.item)) });
      const components = await tx.find(Components, { factory });
      await planWork(
        tx,
        schedules.map((schedule) => ownWork(promise, schedule)),
      );
      const needs = componentNeeds(schedules, items, tx.today);
      for (const placement of drawUpOrders(promise, needs, components, tx.today)) {
        const order = await tx.add(OutsourcingOrders, placeOutsourcingOrder({ ...placement, id: newId() }));
        await planWork(
          tx,
          order.lines.map((line) => outsourcedWork(order, line, promise, items)),
        );
      }
    });
  }
}
