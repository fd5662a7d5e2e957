import { create, gateway } from '@tradeloom/contracts';
import { type Decision, unchanged } from '@tradeloom/kernel';
import type { Interchange } from './interchange.rules.ts';

const hourInMs = 3_600_000;

/** When the acknowledgement must have come that we still wait for; null where none is due. */
const awaitedUntil = ({ direction, status, acknowledgementDue }: Interchange): Date | null =>
  direction === 'out' && status === 'sent' ? acknowledgementDue : null;

export const interchangeDeadlines = {
  acknowledgement: (interchange: Interchange) => {
    const due = awaitedUntil(interchange);
    return due ? [{ at: due.toISOString() }] : [];
  },
};

/** The partner has not said that he has our file: both sides hear of it. A late answer still counts. */
export const missAcknowledgement =
  (receiver: string): Decision<Interchange> =>
  (interchange) => {
    const due = awaitedUntil(interchange);
    if (!due) return unchanged(interchange);
    const event = create(gateway.MessageUnacknowledgedSchema, {
      ref: {
        interchangeId: interchange.id,
        messageType: interchange.messageType ?? '',
        groupControl: interchange.groupControl ?? '',
      },
      receiver,
      messageType: interchange.messageType ?? '',
      orderId: interchange.orderId ?? '',
      hours: Math.round((due.getTime() - interchange.receivedAt.getTime()) / hourInMs),
    });
    return { state: interchange, events: [event] };
  };
