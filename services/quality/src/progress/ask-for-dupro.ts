import { newId, type Tx } from '@tradeloom/chassis';
import { fallDue } from '../inspections/inspection.rules.ts';
import { Inspections } from '../inspections/inspection.table.ts';
import type { KnownOrder } from '../orders/order.rules.ts';
import { duproFallsDue, type Progress } from './progress.rules.ts';

/** DUPRO of a delivery falls due, once; of one that the order does not have, nothing does. */
export const askForDupro = async (tx: Tx, order: KnownOrder, progress: Progress): Promise<void> => {
  const { orderId, lineId, scheduleId } = progress;
  const line = order.lines.find((each) => each.lineId === lineId);
  const delivery = line?.schedules.find((each) => each.scheduleId === scheduleId);
  if (!line || !delivery || !duproFallsDue(progress, delivery.quantity)) return;
  const asked = await tx.find(Inspections, { kind: 'dupro', orderId, lineId, scheduleId });
  if (asked.length > 0) return;
  const goods = { orderId, lineId, scheduleId, receiptId: null, line: null, lot: null };
  const between = { maker: order.factory, receiver: order.trader };
  const { item, unit } = line;
  const subject = { ...goods, ...between, item, unit, quantity: delivery.quantity };
  await tx.add(Inspections, fallDue(newId(), 'dupro', subject, tx.today));
};
