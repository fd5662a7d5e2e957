import { Injectable } from '@nestjs/common';
import {
  certificateFacts,
  type Envelope,
  type Message,
  makeReceipt,
  type Outgoing,
  type ReceiptOrder,
  type Received,
  readMessage,
} from '@tradeloom/as2';
import { newId, noteSecurity, Transactions, type Tx } from '@tradeloom/chassis';
import { hashOf } from '../mailboxes/contents.ts';
import { KeepFile } from '../mailboxes/keep-file.ts';
import { fileSizeLimit } from '../mailboxes/uploaded-file.ts';
import { As2Messages } from './as2-messages.ts';
import { certificatesInForce } from './as2-station.ts';
import { OwnKeys } from './own-keys.ts';
import { receiptAddressOf } from './receipt-address.rules.ts';
import { receivedBytes } from './received-bytes.ts';
import { type No, notAsAgreed, otherContent } from './refused-arrival.ts';
import type { Named } from './stations-register.ts';

/** It was taken a moment ago, by another request or another gateway. */
class TakenMeanwhile extends Error {}

type Fate = ReceiptOrder['fate'];

/** A partner's AS2 message: opened, checked, kept with its receipt in one transaction, and answered. */
@Injectable()
export class TakeMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: OwnKeys,
    private readonly files: KeepFile,
    private readonly messages: As2Messages,
  ) {}

  /** @returns the receipt that goes with the answer; null when none was asked for, or it is posted later */
  async take(named: Named, received: Received, envelope: Envelope): Promise<Outgoing | null> {
    const { station, partner } = named;
    const [at, before] = await this.transactions.run(
      async (tx) => [tx.at, await this.messages.takenAs(tx, partner.id, envelope.messageId)] as const,
    );
    const result = readMessage(received, {
      keys: this.keys.all,
      trusted: certificatesInForce(station, at),
      policy: { mustSign: station.sign, mustEncrypt: station.encrypt },
      at,
      unpackedLimit: fileSizeLimit,
    });
    if (result.verdict !== 'read') return this.refuse(named, received, envelope, notAsAgreed(result, at), at);
    const { message } = result;
    if (before !== null) return this.again(named, received, message, before, at);
    try {
      return await this.keep(named, received, message, at);
    } catch (error) {
      if (!(error instanceof TakenMeanwhile)) throw error;
      const taken = await this.transactions.run((tx) => this.messages.takenAs(tx, partner.id, envelope.messageId));
      return this.again(named, received, message, taken, at);
    }
  }

  private async keep(
    { partner, actor, station }: Named,
    received: Received,
    message: Message,
    at: Date,
  ): Promise<Outgoing | null> {
    const { payload, contentType, fileName, mic, signedBy, messageId } = message;
    const receipt = this.receiptFor(message, { verdict: 'processed', mic }, at);
    const receiptUrl = receiptAddressOf(message, station);
    const also = async (tx: Tx, interchange: string): Promise<void> => {
      await tx.query('update interchanges set reference = $2 where id = $1', [interchange, messageId]);
      const isNew = await this.messages.keepArrival(tx, {
        partner: partner.id,
        parties: partner.parties,
        messageId,
        interchange,
        state: 'taken',
        reason: null,
        signedBy: signedBy && certificateFacts(signedBy, at).fingerprint,
        mics: [mic],
        received: receivedBytes(received),
        receipt,
        receiptUrl,
      });
      if (!isNew) throw new TakenMeanwhile();
    };
    await this.files.keep(
      actor,
      { partner: partner.id, channel: 'as2', content: payload, contentType, fileName },
      also,
    );
    return receiptUrl ? null : receipt;
  }

  /**
   * The same once more: its first receipt may have been lost, so a good one again, and nothing else. One that is to be posted
   * is posted already. What only bears the same id is another message.
   * @param taken hash of what was taken under its id
   */
  private async again(
    named: Named,
    received: Received,
    message: Message,
    taken: string | null,
    at: Date,
  ): Promise<Outgoing | null> {
    const receiptUrl = receiptAddressOf(message, named.station);
    if (hashOf(message.payload) !== taken) {
      return this.refuse(named, received, message, otherContent(message, receiptUrl, at), at);
    }
    return receiptUrl ? null : this.receiptFor(message, { verdict: 'duplicate', mic: message.mic }, at);
  }

  private async refuse(
    { partner, actor }: Named,
    received: Received,
    envelope: Envelope,
    { reason, refusal, security, signedBy, receiptUrl }: No,
    at: Date,
  ): Promise<Outgoing | null> {
    const receipt = this.receiptFor(envelope, { verdict: 'refused', refusal }, at);
    noteSecurity(security, { who: actor.login, by: 'as2', why: `as2.${reason}`, what: envelope.messageId });
    await this.transactions.run((tx) =>
      this.messages.keepArrival(tx, {
        partner: partner.id,
        parties: partner.parties,
        messageId: envelope.messageId,
        interchange: null,
        state: 'refused',
        reason,
        signedBy,
        mics: [],
        received: receivedBytes(received),
        receipt,
        receiptUrl,
      }),
    );
    return receiptUrl ? null : receipt;
  }

  private receiptFor(envelope: Envelope, fate: Fate, date: Date): Outgoing | null {
    if (!envelope.receipt) return null;
    return makeReceipt({ envelope, fate, messageId: `<${newId()}@tradeloom>`, date, sign: this.keys.newest });
  }
}
