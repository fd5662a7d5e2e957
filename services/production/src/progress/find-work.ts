import type { Tx } from '@tradeloom/chassis';
import { DomainError, notFound } from '@tradeloom/kernel';
import { IsNull } from 'typeorm';
import type { WorkProgress } from './progress.rules.ts';
import { Progress } from './progress.table.ts';

/** How a report names the work: by the number and line that the reporter knows. */
export interface WorkName {
  readonly orderNumber: string;
  readonly line: string;
  readonly schedule?: string;
}

/**
 * A line of an outsourcing order by its number and line; the factory's own work by the order's number or id, the
 * line and, where the line has several, the schedule.
 * @throws DomainError when nothing, or more than one, is meant
 */
export const findWork = async (tx: Tx, { orderNumber, line, schedule }: WorkName): Promise<WorkProgress> => {
  const outsourced = { outsourcingLine: line };
  const own = { lineId: line, outsourcingOrderId: IsNull(), ...(schedule && { scheduleId: schedule }) };
  const meanings = [
    { ...outsourced, outsourcingNumber: orderNumber },
    { ...outsourced, outsourcingOrderId: orderNumber },
    { ...own, orderNumber },
    { ...own, orderId: orderNumber },
  ];
  const found: WorkProgress[] = [];
  for (const where of meanings) found.push(...(await tx.find(Progress, where)));
  const [work, other] = found;
  if (!work) throw notFound('progress', `${orderNumber}/${line}`);
  if (other) {
    throw new DomainError(
      'production.progress.which-schedule',
      { en: `Line ${line} has several schedules: name one`, zh: `第 ${line} 行有多个交货计划，请指明` },
      { schedules: found.map((w) => w.scheduleId).join(', ') },
    );
  }
  return work;
};
