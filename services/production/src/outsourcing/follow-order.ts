import type { Tx } from '@tradeloom/chassis';
import type { Item } from '../items/item.rules.ts';
import { endDroppedWork } from '../progress/end-dropped-work.ts';
import { planWork } from '../progress/plan-work.ts';
import { outsourcedWork, ownWork } from '../progress/planned-work.rules.ts';
import type { DeliveryPromise } from '../promises/delivery-promise.rules.ts';
import { Releases } from '../releases/release.table.ts';
import { componentNeeds } from './component-needs.rules.ts';
import { followChange, noLongerNeeded } from './follow-change.rules.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';

/** The work and the suppliers' orders of a changed order follow it; before the release there are none. */
export const followOrder = async (
  tx: Tx,
  promise: DeliveryPromise,
  items: readonly Item[],
  changeNumber: string,
): Promise<void> => {
  const gate = await tx.one(Releases, promise.id);
  if (gate.releasedOn === null) return;
  await planWork(
    tx,
    promise.schedules.map((schedule) => ownWork(promise, schedule)),
  );
  await endDroppedWork(tx, promise);
  const needs = componentNeeds(promise.schedules, items, tx.today).map(({ item, quantity, dueOfMore }) => ({
    item,
    quantity,
    due: dueOfMore,
  }));
  for (const known of await tx.find(OutsourcingOrders, { orderId: promise.id }, { number: 'ASC' })) {
    const all = [...needs, ...noLongerNeeded(known, needs)];
    const order = await tx.change(OutsourcingOrders, known.id, followChange(changeNumber, all, tx.today));
    await planWork(
      tx,
      order.lines.map((line) => outsourcedWork(order, line, promise, items)),
    );
  }
};
