import { create, gateway } from '@tradeloom/contracts';
import { type Decision, unchanged } from '@tradeloom/kernel';
import type { Interchange } from './interchange.rules.ts';

/** Hours in which a partner's 997 or CONTRL for a file of ours must have come. */
export const acknowledgedWithin = 24;
const hourInMs = 3_600_000;

/** Sheets are acknowledged by nobody. */
export const acknowledgedFormats: readonly Interchange['format'][] = ['x12', 'edifact'];

/** We wait only where an acknowledgement is due: for an EDI file of ours that is none itself. */
const isAwaited = ({ direction, status, format, acknowledges }: Interchange): boolean =>
  direction === 'out' && status === 'sent' && acknowledgedFormats.includes(format) && acknowledges === null;

export const interchangeDeadlines = {
  acknowledgement: (interchange: Interchange) =>
    isAwaited(interchange)
      ? [{ at: new Date(interchange.receivedAt.getTime() + acknowledgedWithin * hourInMs).toISOString() }]
      : [],
};

/** The partner has not said that he has our file: both sides hear of it. A late answer still counts. */
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
