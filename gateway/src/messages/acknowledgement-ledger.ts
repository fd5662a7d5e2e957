import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import type { FunctionalAcknowledgement, InterchangeAcknowledgement } from '@tradeloom/edi';
import { settle } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import type { Partner } from '../partners/partner.table.ts';
import { settledBy } from './settled-by.ts';

type Acknowledgement = FunctionalAcknowledgement | InterchangeAcknowledgement;

/** Brings a partner's 997 or CONTRL together with the file it acknowledges. */
@Injectable()
export class AcknowledgementLedger {
  /** @param by the interchange that holds it */
  async settle(tx: Tx, partner: Partner, ack: Acknowledgement, by: string): Promise<void> {
    // that it came whole says nothing yet of whether it can be read
    if (ack.outcome === 'received') return;
    const [sent] = await tx.find(Interchanges, { partner: partner.id, direction: 'out', ...numberedAs(ack) });
    if (!sent) return;
    await tx.change(Interchanges, sent.id, settle(ack.outcome, by, settledBy(sent, partner, ack.outcome)));
  }
}

/** A 997 names the group it is about, a CONTRL the interchange. */
const numberedAs = (ack: Acknowledgement) =>
  ack.kind === 'functional-acknowledgement' ? { groupControl: ack.groupControl } : { control: ack.control };
