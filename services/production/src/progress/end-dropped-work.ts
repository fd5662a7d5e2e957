import type { Tx } from '@tradeloom/chassis';
import { IsNull } from 'typeorm';
import { tellOver } from '../early-warnings/tell-difference.ts';
import type { DeliveryPromise } from '../promises/delivery-promise.rules.ts';
import { dropWork, ownWork } from './planned-work.rules.ts';
import { Progress } from './progress.table.ts';

/** The factory's own work on deliveries that a change took away is over, and so is a warning about it. */
export const endDroppedWork = async (tx: Tx, promise: DeliveryPromise): Promise<void> => {
  const wanted = new Set(promise.schedules.map((schedule) => ownWork(promise, schedule).id));
  const known = await tx.find(Progress, { orderId: promise.id, outsourcingOrderId: IsNull() }, { id: 'ASC' });
  for (const { id } of known.filter((work) => !wanted.has(work.id))) {
    await tellOver(tx, await tx.change(Progress, id, dropWork));
  }
};
