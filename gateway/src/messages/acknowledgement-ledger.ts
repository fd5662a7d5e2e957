import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import type { FunctionalAcknowledgement } from '@tradeloom/edi';
import { settle } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import type { Partner } from '../partners/partner.table.ts';

/** Brings a partner's 997 together with the file it acknowledges. */
@Injectable()
export class AcknowledgementLedger {
  async settle(tx: Tx, partner: Partner, ack: FunctionalAcknowledgement): Promise<void> {
    const [sent] = await tx.find(Interchanges, {
      partner: partner.id,
      direction: 'out',
      groupControl: ack.groupControl,
    });
    if (!sent) return;
    const settled = create(gateway.MessageAcknowledgedSchema, {
      ref: { interchangeId: sent.id, messageType: sent.messageType ?? '', groupControl: ack.groupControl },
      receiver: partner.organisation,
      messageType: sent.messageType ?? '',
      orderId: sent.orderId ?? '',
      outcome: ack.outcome,
    });
    await tx.change(Interchanges, sent.id, settle(ack.outcome, settled));
  }
}
