import type { Text } from '@tradeloom/kernel';
import type { KeyPair } from '../cms/decrypt.ts';
import type { Envelope } from '../message/envelope.ts';
import { headerText, messageIdText } from '../message/header-text.ts';
import type { Outgoing } from '../message/make-message.ts';
import type { Mic } from '../message/mic.ts';
import { type Part, signedPart } from '../message/signed-part.ts';
import { writeEntity } from '../mime/entity.ts';
import { joinMultipart, newBoundary } from '../mime/multipart.ts';
import { writePartyName } from '../party-names.ts';
import type { Refusal } from '../refusal.ts';
import { processed, processedWith, refusedWith } from './disposition.ts';

/** What became of the message. A refused one has no MIC: there is nothing to vouch for. */
export type Fate =
  | { readonly verdict: 'processed'; readonly mic: Mic }
  /** it was taken before; the first receipt may have been lost */
  | { readonly verdict: 'duplicate'; readonly mic: Mic }
  | { readonly verdict: 'refused'; readonly refusal: Pick<Refusal, 'modifier' | 'text'> };

export interface ReceiptOrder {
  /** of the message that is answered */
  readonly envelope: Envelope;
  readonly fate: Fate;
  /** of the receipt itself, with angle brackets */
  readonly messageId: string;
  readonly date: Date;
  /** for the person who reads it, in front of our own words: a document number, a contact */
  readonly remark?: Text;
  /** our key; signs if the sender asked for a signed receipt */
  readonly sign: KeyPair | null;
}

const TEXTS: Readonly<Record<'processed' | 'duplicate', Text>> = {
  processed: {
    en: 'The message was received and its content is intact. This does not say that the business document is accepted',
    zh: '报文已收到且内容完整。本回执不表示业务单据已被接受',
  },
  duplicate: {
    en: 'A message with this id was received before and is not processed again',
    zh: '此标识的报文此前已收到，不再重复处理',
  },
};

/**
 * RFC 4130 7.4, RFC 3798: a disposition notification, signed where that was asked for. Goes into the HTTP answer, or is
 * posted to `envelope.receipt.async`.
 */
export function makeReceipt({ envelope, fate, messageId, date, remark, sign }: ReceiptOrder): Outgoing {
  const text = fate.verdict === 'refused' ? fate.refusal.text : TEXTS[fate.verdict];
  const report = reportPart(
    personPart(
      envelope,
      [remark, text].filter((part) => part !== undefined),
    ),
    notificationPart(envelope, fate),
  );
  const digest = fate.verdict === 'refused' ? envelope.receipt?.algorithms[0] : fate.mic.algorithm;
  const signing = sign && envelope.receipt?.signed ? { ...sign, digest: digest ?? 'sha-256' } : null;
  const { headers, body } = signing ? signedPart(report, signing, date).part : report;
  return {
    headers: {
      'AS2-Version': '1.1',
      'AS2-From': writePartyName(envelope.to),
      'AS2-To': writePartyName(envelope.from),
      'Message-ID': messageIdText(messageId),
      Date: date.toUTCString(),
      Subject: headerText('Subject', `Receipt for ${envelope.messageId}`.slice(0, 900)),
      'MIME-Version': '1.0',
      ...headers,
    },
    body,
  };
}

function reportPart(...parts: readonly Part[]): Part {
  const boundary = newBoundary();
  return {
    headers: { 'Content-Type': `multipart/report; report-type=disposition-notification; boundary="${boundary}"` },
    body: joinMultipart(
      boundary,
      parts.map(({ headers, body }) => writeEntity(headers, body)),
    ),
  };
}

function personPart({ messageId, from, to }: Envelope, texts: readonly Text[]): Part {
  const lines = [
    `Message ${messageId} from ${from} to ${to}`,
    ...texts.map(({ en }) => `${en}.`),
    '',
    `${from} 发给 ${to} 的报文 ${messageId}`,
    ...texts.map(({ zh }) => `${zh}。`),
    '',
  ];
  return {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' },
    body: Buffer.from(lines.join('\r\n'), 'utf8'),
  };
}

function notificationPart({ messageId, to }: Envelope, fate: Fate): Part {
  const recipient = `rfc822; ${writePartyName(to)}`;
  const fields = [
    'Reporting-UA: Tradeloom',
    `Original-Recipient: ${recipient}`,
    `Final-Recipient: ${recipient}`,
    `Original-Message-ID: ${messageId}`,
    `Disposition: ${dispositionOf(fate)}`,
    ...(fate.verdict === 'refused' ? [] : [`Received-Content-MIC: ${fate.mic.digest}, ${fate.mic.algorithm}`]),
    '',
  ];
  return {
    headers: { 'Content-Type': 'message/disposition-notification', 'Content-Transfer-Encoding': '7bit' },
    body: Buffer.from(fields.join('\r\n'), 'latin1'),
  };
}

function dispositionOf(fate: Fate): string {
  switch (fate.verdict) {
    case 'refused':
      return refusedWith(fate.refusal.modifier);
    case 'duplicate':
      return processedWith('duplicate-document');
    default:
      return processed;
  }
}
