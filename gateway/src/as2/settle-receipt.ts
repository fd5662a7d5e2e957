import { Injectable } from '@nestjs/common';
import {
  certificateFacts,
  type Outgoing,
  type ReceiptResult,
  type Received,
  readReceipt,
  type Settlement,
  settleReceipt,
} from '@tradeloom/as2';
import { noteSecurity, Transactions, type Tx } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { collect } from '../mailboxes/sent-file.rules.ts';
import { Partners } from '../partners/partner.table.ts';
import { As2Messages, type DueMessage, type Settled } from './as2-messages.ts';
import { certificatesInForce, type Station } from './as2-station.ts';
import { receivedBytes } from './received-bytes.ts';
import type { Named } from './stations-register.ts';

/** Why a file of ours is not known to have arrived; the words of `MessageUndelivered`. */
export type Undelivered = 'refused-by-receiver' | 'mic-mismatch' | 'receipt-unproven' | 'no-receipt' | 'unreachable';

const standing = {
  failed: ['failed', 'refused-by-receiver'],
  'mic-mismatch': ['doubted', 'mic-mismatch'],
  unproven: ['doubted', 'receipt-unproven'],
} as const satisfies Record<Exclude<Settlement['outcome'], 'processed'>, readonly [Settled['state'], Undelivered]>;

/** Holds a partner's receipt against what was sent: delivered, or an alarm that says why not. */
@Injectable()
export class SettleReceipt {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: As2Messages,
  ) {}

  /** A receipt that came by itself. One for nothing that waits changes nothing. */
  async settlePosted({ station }: Named, received: Received): Promise<void> {
    await this.transactions.run(async (tx) => {
      const result = readReceipt(received, { trusted: certificatesInForce(station, tx.at), at: tx.at });
      if (result.verdict !== 'read') {
        noteSecurity('sign-in-refused', { who: station.id, by: 'as2', why: `as2.receipt-${result.verdict}` });
        return;
      }
      const sent = await this.messages.sentAs(tx, result.receipt.originalMessageId);
      if (sent?.partner === station.id) await this.settle(tx, station, sent, result, receivedBytes(received));
    });
  }

  /** The receipt that came with the answer. */
  async settleAnswer(tx: Tx, station: Station, sent: DueMessage, received: Received): Promise<void> {
    const result = readReceipt(received, { trusted: certificatesInForce(station, tx.at), at: tx.at });
    await this.settle(tx, station, sent, result, receivedBytes(received));
  }

  /** Delivered, where no receipt was asked for: it was taken, and that is all there will be. */
  async taken(tx: Tx, sent: DueMessage): Promise<void> {
    await this.keep(tx, sent, { state: 'delivered', reason: null, signedBy: null, receipt: null }, null);
  }

  async undelivered(tx: Tx, sent: DueMessage, reason: Undelivered, detail: string | null): Promise<void> {
    const state = reason === 'no-receipt' ? 'doubted' : 'failed';
    await this.keep(tx, sent, { state, reason: detail ?? reason, signedBy: null, receipt: null }, reason);
  }

  private async settle(
    tx: Tx,
    station: Station,
    sent: DueMessage,
    result: ReceiptResult,
    receipt: Outgoing,
  ): Promise<void> {
    const { messageId, mics } = sent;
    const settlement = settleReceipt(result, { messageId, mics, signedReceipt: station.receipt !== 'none' });
    const signer = result.verdict === 'read' ? result.receipt.signedBy : null;
    const signedBy = signer && certificateFacts(signer, tx.at).fingerprint;
    if (settlement.outcome === 'processed') {
      await this.keep(tx, sent, { state: 'delivered', reason: settlement.warning, signedBy, receipt }, null);
      return;
    }
    const [state, reason] = standing[settlement.outcome];
    await this.keep(tx, sent, { state, reason: settlement.text.en, signedBy, receipt }, reason);
  }

  private async keep(tx: Tx, sent: DueMessage, settled: Settled, alarm: Undelivered | null): Promise<void> {
    if (!(await this.messages.settle(tx, sent.id, settled)) || sent.interchange === null) return;
    const { organisation } = await tx.one(Partners, sent.partner);
    await tx.change(Interchanges, sent.interchange, (interchange) =>
      alarm === null
        ? collect('as2', tx.at)(interchange)
        : {
            state: interchange,
            events: [
              create(gateway.MessageUndeliveredSchema, {
                ref: { interchangeId: interchange.id, messageType: interchange.messageType ?? '' },
                receiver: organisation,
                messageType: interchange.messageType ?? '',
                orderId: interchange.orderId ?? '',
                reason: alarm,
              }),
            ],
          },
    );
  }
}
