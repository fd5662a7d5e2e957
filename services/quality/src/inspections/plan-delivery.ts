import type { Tx } from '@tradeloom/chassis';
import { decimal, must } from '@tradeloom/kernel';
import { attemptsBeforeFurther, type NextLot, nextLotOf } from '../lots/delivery-lots.rules.ts';
import { waitingLot } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { type KnownOrder, lineOf, scheduleOf } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import {
  blankProgress,
  duproFallsDue,
  finalMayBegin,
  type Progress,
  type ProgressKey,
  progressId,
} from '../progress/progress.rules.ts';
import { ProgressOfDeliveries } from '../progress/progress.table.ts';
import { isPackingHeld } from './conclusion.rules.ts';
import { type PlanRequest, planLotInspection, planWorkInspection } from './draw-plan.ts';
import type { Inspection, Subject } from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';

interface Delivery {
  readonly order: KnownOrder;
  readonly progress: Progress;
  readonly subject: Subject;
}

const deliveryOf = async (tx: Tx, key: ProgressKey): Promise<Delivery> => {
  const order = await tx.one(Orders, key.orderId);
  const line = lineOf(order, key.lineId);
  const { quantity } = scheduleOf(line, key.scheduleId);
  const [progress = blankProgress(key, order)] = await tx.find(ProgressOfDeliveries, { id: progressId(key) });
  const between = { maker: order.factory, receiver: order.trader };
  const { item, unit } = line;
  return {
    order,
    progress,
    subject: { ...key, ...between, receiptId: null, line: null, lot: null, item, unit, quantity },
  };
};

const facts = ({ progress, subject }: Delivery) => ({
  quantity: subject.quantity,
  finished: progress.finished,
  packed: progress.packed,
});

const nextLot = async (tx: Tx, key: ProgressKey, { progress, subject }: Delivery): Promise<NextLot> => {
  const { orderId, lineId, scheduleId } = key;
  const ofDelivery = { kind: 'final', orderId, lineId, scheduleId } as const;
  const lots = await tx.find(Lots, ofDelivery, { id: 'ASC' });
  const looks = await tx.find(Inspections, ofDelivery);
  return nextLotOf({ id: progressId(key), ordered: subject.quantity, finished: progress.finished }, lots, looks);
};

/** The final inspection of one delivery: everything made, at least 80 % packed; in one lot, or what is left of it. */
export const planFinal = async (
  tx: Tx,
  request: Omit<PlanRequest, 'subject'>,
  key: ProgressKey,
  presented: string | undefined,
): Promise<Inspection> => {
  const delivery = await deliveryOf(tx, key);
  const { order, progress } = delivery;
  must(
    finalMayBegin(progress, delivery.subject.quantity),
    'quality.inspection.not-finished',
    {
      en: 'A final inspection needs 100 % finished and at least 80 % packed',
      zh: '终检须完成 100 % 且包装不少于 80 %',
    },
    facts(delivery),
  );
  const next = await nextLot(tx, key, delivery);
  const subject = { ...delivery.subject, quantity: presented ?? next.open };
  const { quantity } = subject;
  must(
    decimal(quantity).lte(next.available),
    'quality.inspection.more-than-finished',
    {
      en: 'More pieces are presented than are finished and not yet accepted',
      zh: '提交数量超过已完成且尚未接收的数量',
    },
    { presented: quantity, finished: progress.finished, available: next.available },
  );
  const blank = () => ({
    ...waitingLot(next.id, 'final', subject, [order.customer]),
    attempt: attemptsBeforeFurther(next, quantity),
  });
  return planLotInspection(tx, { ...request, subject }, next.id, blank, undefined);
};

/** DUPRO: at 50 % finished and before packing, or again while its findings hold the packing. */
export const planDupro = async (
  tx: Tx,
  request: Omit<PlanRequest, 'subject'>,
  key: ProgressKey,
): Promise<Inspection> => {
  const delivery = await deliveryOf(tx, key);
  const { orderId, lineId, scheduleId } = key;
  const earlier = await tx.find(Inspections, { kind: 'dupro', orderId, lineId, scheduleId });
  const due = earlier.find(({ status }) => status === 'due');
  must(!earlier.some(({ status }) => status === 'planned'), 'quality.inspection.already-planned', {
    en: 'This inspection is already planned',
    zh: '该检验已计划',
  });
  const isHeld = isPackingHeld(earlier);
  must(
    due !== undefined || isHeld || duproFallsDue(delivery.progress, delivery.subject.quantity),
    'quality.inspection.not-due',
    {
      en: 'DUPRO is due at 50 % finished and before packing',
      zh: '中期检验在完成 50 % 且未包装时进行',
    },
    facts(delivery),
  );
  const subject = { ...delivery.subject, quantity: delivery.progress.finished };
  const attempt = earlier.filter(({ status }) => status === 'concluded').length + 1;
  return planWorkInspection(tx, { ...request, subject }, attempt, isHeld, due);
};

/** In-process inspection (IPQC) of what is finished so far, as often as the plan of the line asks. */
export const planInProcess = async (
  tx: Tx,
  request: Omit<PlanRequest, 'subject'>,
  key: ProgressKey,
  presented: string | undefined,
): Promise<Inspection> => {
  const { subject } = await deliveryOf(tx, key);
  return planWorkInspection(
    tx,
    { ...request, subject: { ...subject, quantity: presented ?? subject.quantity } },
    1,
    false,
    undefined,
  );
};
