import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import type { FunctionalAcknowledgement, InterchangeAcknowledgement, ReceivedInterchangeAck } from '@tradeloom/edi';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { settle } from '../mailboxes/sent-file.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import { settledBy } from './settled-by.ts';

type Acknowledgement = FunctionalAcknowledgement | InterchangeAcknowledgement;

/** Brings a partner's 997 or CONTRL together with the file it acknowledges. */
@Injectable()
export class AcknowledgementLedger {
  /** @param by the interchange that holds it */
  async settle(tx: Tx, partner: Partner, ack: Acknowledgement, by: string): Promise<void> {
    // that it came whole says nothing yet of whether it can be read
    if (ack.outcome === 'received') return;
    await this.settleSent(tx, partner, numberedAs(ack), ack.outcome, by);
  }

  /** His TA1, where that is all he owes us. */
  async settleEnvelope(tx: Tx, partner: ProfiledPartner, ack: ReceivedInterchangeAck, by: string): Promise<void> {
    if (partner.profile.acknowledgements.expects !== 'interchange') return;
    await this.settleSent(tx, partner, { control: ack.control }, outcomes[ack.code] ?? 'rejected', by);
  }

  private async settleSent(tx: Tx, partner: Partner, numbered: Numbered, outcome: string, by: string): Promise<void> {
    const [sent] = await tx.find(Interchanges, { partner: partner.id, direction: 'out', ...numbered });
    if (!sent) return;
    await tx.change(Interchanges, sent.id, settle(outcome, by, settledBy(sent, partner, outcome)));
  }
}

type Numbered = { readonly control: string } | { readonly groupControl: string };

/** TA104 */
const outcomes: Readonly<Record<string, string>> = { A: 'accepted', E: 'accepted-with-errors' };

/** A 997 names the group it is about, a CONTRL the interchange. */
const numberedAs = (ack: Acknowledgement): Numbered =>
  ack.kind === 'functional-acknowledgement' ? { groupControl: ack.groupControl } : { control: ack.control };
