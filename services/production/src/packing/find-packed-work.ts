import { NotYetKnown, type Tx } from '@tradeloom/chassis';
import { IsNull } from 'typeorm';
import type { WorkProgress } from '../progress/progress.rules.ts';
import { Progress } from '../progress/progress.table.ts';

interface Packed {
  readonly orderId: string;
  readonly lineId: string;
  /** Empty when the whole line is meant. */
  readonly scheduleId: string;
}

/** The factory's own work that is meant: one schedule, or all of a line. */
export const findPackedWork = async (tx: Tx, { orderId, lineId, scheduleId }: Packed): Promise<WorkProgress[]> => {
  const work = await tx.find(
    Progress,
    { orderId, lineId, outsourcingOrderId: IsNull(), ...(scheduleId && { scheduleId }) },
    { id: 'ASC' },
  );
  if (work.length === 0) throw new NotYetKnown('progress', `${orderId}/${lineId}/${scheduleId}`);
  return work;
};
