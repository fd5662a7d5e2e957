import { create, gateway } from '@tradeloom/contracts';
import { type Decision, unchanged } from '@tradeloom/kernel';
import type { Interchange } from './interchange.rules.ts';

/** Hours in which a partner's 997 for a file of ours must have come. */
const acknowledgedWithin = 24;
const hourInMs = 3_600_000;

/** We wait for a 997 only where one is due: an X12 file of ours that is no acknowledgement itself. */
const isAwaited = ({ direction, status, format, acknowledges }: Interchange): boolean =>
  direction === 'out' && status === 'sent' && format === 'x12' && acknowledges === null;

export const interchangeDeadlines = {
  acknowledgement: (interchange: Interchange) =>
    isAwaited(interchange)
      ? [{ at: new Date(interchange.receivedAt.getTime() + acknowledgedWithin * hourInMs).toISOString() }]
      : [],
};

/** The partner has not said that he has our file: both sides hear of it. A late 997 still counts. */
export const missAcknowledgement =
  (receiver: string): Decision<Interchange> =>
  (interchange) =>
    isAwaited(interchange)
      ? {
          state: interchange,
          events: [
            create(gateway.MessageUnacknowledgedSchema, {
              ref: {
                interchangeId: interchange.id,
                messageType: interchange.messageType ?? '',
                groupControl: interchange.groupControl ?? '',
              },
              receiver,
              messageType: interchange.messageType ?? '',
              orderId: interchange.orderId ?? '',
              hours: acknowledgedWithin,
            }),
          ],
        }
      : unchanged(interchange);
