import { create, gateway } from '@tradeloom/contracts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';

/** The partner's word on a document of ours, as it is told. */
export const settledBy = (sent: Interchange, { organisation }: Partner, outcome: string): gateway.MessageAcknowledged =>
  create(gateway.MessageAcknowledgedSchema, {
    ref: { interchangeId: sent.id, messageType: sent.messageType ?? '', groupControl: sent.groupControl ?? '' },
    receiver: organisation,
    messageType: sent.messageType ?? '',
    orderId: sent.orderId ?? '',
    outcome,
  });
