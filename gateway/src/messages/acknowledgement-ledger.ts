import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import {
  type FunctionalAcknowledgement,
  type InterchangeAcknowledgement,
  interchangeNotes,
  type ReceivedInterchangeAck,
} from '@tradeloom/edi';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { settle } from '../mailboxes/sent-file.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import { waysToWrite } from './same-number.rules.ts';
import { settledBy } from './settled-by.ts';

type Acknowledgement = FunctionalAcknowledgement | InterchangeAcknowledgement;

/** Brings a partner's 997, TA1 or CONTRL together with the file it acknowledges. */
@Injectable()
export class AcknowledgementLedger {
  /** @param by the interchange that holds it */
  async settle(tx: Tx, partner: Partner, ack: Acknowledgement, by: Interchange): Promise<void> {
    // that it came whole says nothing yet of whether it can be read
    if (ack.outcome === 'received') return;
    await this.settleSent(tx, partner, numberedAs(ack), ack.outcome, by);
  }

  /** His TA1: where that is all he owes us, or where he refuses the envelope, after which no 997 follows. */
  async settleEnvelope(tx: Tx, partner: ProfiledPartner, ack: ReceivedInterchangeAck, by: Interchange): Promise<void> {
    const outcome = outcomes[ack.code] ?? 'rejected';
    if (outcome !== 'rejected' && partner.profile.acknowledgements.expects !== 'interchange') return;
    const errors = outcome === 'rejected' ? [reasonOf(ack)] : [];
    await this.settleSent(tx, partner, { control: ack.control }, outcome, by, errors);
  }

  private async settleSent(
    tx: Tx,
    partner: Partner,
    about: Numbered,
    outcome: string,
    by: Interchange,
    errors: readonly FileError[] = [],
  ): Promise<void> {
    const sent = await latestOf(tx, partner, about, by);
    if (sent) await tx.change(Interchanges, sent.id, settle(outcome, by.id, settledBy(sent, partner, outcome), errors));
  }
}

type Numbered = { readonly control: string } | { readonly groupControl: string };

/**
 * Numbers come again, with each day or behind their last one: of those sent before he wrote, the file is meant that still
 * waits, and the later one.
 */
const latestOf = async (
  tx: Tx,
  { id }: Partner,
  about: Numbered,
  { receivedAt }: Interchange,
): Promise<Interchange | undefined> => {
  const [column, number] = 'control' in about ? ['control', about.control] : ['group_control', about.groupControl];
  const [found] = await tx.query<{ id: string }>(
    `select id from interchanges where partner = $1 and direction = 'out' and ${column} = any ($2)
        and received_at <= $3
      order by status = 'sent' desc, received_at desc, id desc limit 1`,
    [id, waysToWrite(number), receivedAt],
  );
  return found && tx.one(Interchanges, found.id);
};

/** TA105 */
const reasonOf = ({ note }: ReceivedInterchangeAck): FileError => {
  const { en, zh } = interchangeNotes[note] ?? { en: 'for a reason of his own', zh: '其自有原因' };
  return {
    code: 'gateway.interchange.refused-by-partner',
    message: {
      en: `The partner refuses the envelope (TA105 ${note}): ${en}`,
      zh: `伙伴拒收该交换信封（TA105 ${note}）：${zh}`,
    },
    segment: 'TA1',
    element: 5,
    value: note,
  };
};

/** TA104 */
const outcomes: Readonly<Record<string, string>> = { A: 'accepted', E: 'accepted-with-errors' };

/** A 997 names the group it is about, a CONTRL the interchange. */
const numberedAs = (ack: Acknowledgement): Numbered =>
  ack.kind === 'functional-acknowledgement' ? { groupControl: ack.groupControl } : { control: ack.control };
