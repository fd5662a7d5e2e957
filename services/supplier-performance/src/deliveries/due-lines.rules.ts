import { decimal, type IsoDate } from '@tradeloom/kernel';
import type { DueLine } from '../scorecards/on-time.rules.ts';
import { type DeliveryRecord, dueMonth, type RecordedLine } from './delivery-record.rules.ts';

interface Arrival {
  readonly on: IsoDate;
  readonly quantity: string;
}

/** Pieces fill the agreed deliveries in their order; what is over stays with the last. */
const fill = ({ deliveries, receipts }: RecordedLine): Arrival[][] => {
  const arrivals = [...receipts].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1));
  const filled: Arrival[][] = deliveries.map(() => []);
  const open = deliveries.map(({ quantity }) => decimal(quantity));
  for (const { receivedOn: on, quantity } of arrivals) {
    let left = decimal(quantity);
    deliveries.forEach((_, index) => {
      const room = open[index] ?? decimal(0);
      const taken = index === deliveries.length - 1 || left.lt(room) ? left : room;
      if (taken.gt(0)) filled[index]?.push({ on, quantity: taken.toFixed() });
      open[index] = room.minus(taken);
      left = left.minus(taken);
    });
  }
  return filled;
};

/** The deliveries of a month, each to be measured by the original or the current confirmed date. */
export const dueLinesOf = (
  records: readonly DeliveryRecord[],
  against: 'original' | 'current',
  period: string,
  lateDays: number,
): DueLine[] =>
  records.flatMap(({ number, lines }) =>
    lines.flatMap((line) => {
      const filled = fill(line);
      return line.deliveries.flatMap(({ quantity: ordered, dueOriginal, dueCurrent }, index) => {
        if (dueMonth(dueCurrent, lateDays) !== period) return [];
        const ref = `${number}/${line.line}${index === 0 ? '' : `.${index + 1}`}`;
        const due = against === 'original' ? dueOriginal : dueCurrent;
        return [{ ref, due, ordered, receipts: filled[index] ?? [] }];
      });
    }),
  );
