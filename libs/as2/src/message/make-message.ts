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

/**
 * RFC 4130 5.2: compressed, then signed, then encrypted, each if wanted. `mic` is what the receipt must say.
 * @throws DomainError for names and headers that cannot be sent
 */
export function makeMessage(request: MessageRequest): Outgoing & { readonly mic: Mic } {
  const { sign, encrypt, date } = request;
  const document = documentPart(request.payload);
  const packed = request.compress
    ? cmsPart('compressed-data', 'smime.p7z', compress(writeEntity(document.headers, document.body)))
    : document;
  const signed = sign ? signedPart(packed, sign, date) : null;
  const unsealed = signed?.part ?? packed;
  const sent = encrypt
    ? cmsPart(
        'enveloped-data',
        'smime.p7m',
        encryptFor(encrypt.certificate, encrypt.cipher, writeEntity(unsealed.headers, unsealed.body)),
      )
    : unsealed;
  const wholeEntity = request.compress || encrypt !== null;
  const hashed = signed?.content ?? (wholeEntity ? writeEntity(document.headers, document.body) : document.body);
  const mic = micOf(micAlgorithm(sign?.digest ?? null, request.receipt?.signed ? ['sha-256'] : []), hashed);
  return { headers: { ...envelopeOf(request, mic), ...sent.headers }, body: sent.body, mic };
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
