import type { X509Certificate } from 'node:crypto';
import type { Cipher } from '../cms/algorithms.ts';
import { compress } from '../cms/compress.ts';
import { encryptFor } from '../cms/encrypt.ts';
import type { Signer } from '../cms/sign.ts';
import { type Headers, writeEntity } from '../mime/entity.ts';
import { fileNameParameter } from '../mime/parameters.ts';
import { writePartyName } from '../party-names.ts';
import { headerText, messageIdText } from './header-text.ts';
import { type Mic, micAlgorithm, micOf } from './mic.ts';
import { type Part, signedPart } from './signed-part.ts';

export interface MessageRequest {
  /** AS2 names, unquoted */
  readonly from: string;
  readonly to: string;
  /** with angle brackets: `<uuid@host>` */
  readonly messageId: string;
  readonly date: Date;
  readonly subject: string;
  readonly payload: { readonly content: Buffer; readonly contentType: string; readonly fileName: string | null };
  /** before it is signed (RFC 5402) */
  readonly compress: boolean;
  readonly sign: Signer | null;
  readonly encrypt: { readonly certificate: X509Certificate; readonly cipher: Cipher } | null;
  readonly receipt: {
    /** a mail address by the norm; nobody writes to it */
    readonly to: string;
    readonly signed: boolean;
    /** where it shall be posted; null: in the HTTP answer */
    readonly async: string | null;
  } | null;
}

export interface Outgoing {
  readonly headers: Headers;
  readonly body: Buffer;
}

const cmsPart = (kind: 'compressed-data' | 'enveloped-data', name: string, body: Buffer): Part => ({
  headers: {
    'Content-Type': `application/pkcs7-mime; smime-type=${kind}; name="${name}"`,
    'Content-Transfer-Encoding': 'binary',
    'Content-Disposition': `attachment; filename="${name}"`,
  },
  body,
});

/** A message to be posted, and what its receipt must say. */
export interface OutgoingMessage extends Outgoing {
  readonly mic: Mic;
  /**
   * `mic`, and what products say instead: of a document that was compressed and then signed, some receivers (as2-lib
   * 5) name the digest of the document unpacked. It proves the arrival as well.
   */
  readonly mics: readonly Mic[];
}

/**
 * RFC 4130 5.2: compressed, then signed, then encrypted, each if wanted.
 * @throws DomainError for names and headers that cannot be sent
 */
export function makeMessage(request: MessageRequest): OutgoingMessage {
  const { sign, encrypt, date } = request;
  const document = documentPart(request.payload);
  const whole = writeEntity(document.headers, document.body);
  const packed = request.compress ? cmsPart('compressed-data', 'smime.p7z', compress(whole)) : document;
  const signed = sign ? signedPart(packed, sign, date) : null;
  const sent = encrypt ? encrypted(signed?.part ?? packed, encrypt) : (signed?.part ?? packed);

  const algorithm = micAlgorithm(sign?.digest ?? null, request.receipt?.signed ? ['sha-256'] : []);
  const plain = !request.compress && !encrypt;
  const mic = micOf(algorithm, signed?.content ?? (plain ? document.body : whole));
  const mics = signed && request.compress ? [mic, micOf(algorithm, whole)] : [mic];
  return { headers: { ...envelopeOf(request, mic), ...sent.headers }, body: sent.body, mic, mics };
}

function encrypted({ headers, body }: Part, { certificate, cipher }: NonNullable<MessageRequest['encrypt']>): Part {
  return cmsPart('enveloped-data', 'smime.p7m', encryptFor(certificate, cipher, writeEntity(headers, body)));
}

function documentPart({ content, contentType, fileName }: MessageRequest['payload']): Part {
  return {
    headers: {
      'Content-Type': headerText('Content-Type', contentType),
      'Content-Transfer-Encoding': 'binary',
      ...(fileName && { 'Content-Disposition': `attachment; ${headerText('filename', fileNameParameter(fileName))}` }),
    },
    body: content,
  };
}

function envelopeOf({ from, to, messageId, date, subject, receipt }: MessageRequest, mic: Mic): Headers {
  return {
    'AS2-Version': '1.1',
    'AS2-From': writePartyName(from),
    'AS2-To': writePartyName(to),
    'Message-ID': messageIdText(messageId),
    Date: date.toUTCString(),
    Subject: headerText('Subject', subject),
    'MIME-Version': '1.0',
    ...(receipt && receiptHeaders(receipt, mic)),
  };
}

/** One algorithm is asked for, the one the digest is compared in. */
function receiptHeaders({ to, signed, async }: NonNullable<MessageRequest['receipt']>, { algorithm }: Mic): Headers {
  return {
    'Disposition-Notification-To': headerText('Disposition-Notification-To', to),
    ...(signed && {
      'Disposition-Notification-Options': `signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, ${algorithm}`,
    }),
    ...(async !== null && { 'Receipt-Delivery-Option': headerText('Receipt-Delivery-Option', async) }),
  };
}
