import { Malformed } from '../asn1/read-ber.ts';
import { type Digest, digestByName } from '../cms/algorithms.ts';
import { type Fields, fieldsOf, type HttpHeaders } from '../mime/fields.ts';
import { readPartyName } from '../party-names.ts';
import { Refused } from '../refusal.ts';

/** What the HTTP headers say of a message, or of a receipt that came by itself. */
export interface Envelope {
  /** AS2 names, unquoted */
  readonly from: string;
  readonly to: string;
  /** with its angle brackets, if it came with them: `<1@x>` */
  readonly messageId: string;
  readonly subject: string | null;
  /** as written by the sender */
  readonly date: string | null;
  /** null: none wanted */
  readonly receipt: ReceiptRequest | null;
}

export interface ReceiptRequest {
  readonly signed: boolean;
  /** those we can do, in the sender's order of preference */
  readonly algorithms: readonly Digest[];
  /** the URL to post it to; null: in the HTTP answer */
  readonly async: string | null;
}

/**
 * Who sends what to whom, before any key is touched: enough to look the partner up.
 * @returns null when the headers are not those of AS2
 */
export function readEnvelope(headers: HttpHeaders): Envelope | null {
  const fields = fieldsOf(headers);
  try {
    return {
      from: readPartyName(fields.get('as2-from')),
      to: readPartyName(fields.get('as2-to')),
      messageId: readMessageId(fields.get('message-id')),
      subject: fields.get('subject') ?? null,
      date: fields.get('date') ?? null,
      receipt: readRequest(fields),
    };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** RFC 2822 3.6.4 asks for more; partners send less. */
export function readMessageId(header: string | undefined): string {
  const id = header?.trim() ?? '';
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,996}[\x21-\x7e])?$/.test(id)) throw new Malformed('not a message id');
  return id;
}

/** RFC 4130 7.3: presence asks for a receipt; the options say what kind of. */
function readRequest(fields: Fields): ReceiptRequest | null {
  if (!fields.get('disposition-notification-to')) return null;
  const options = readOptions(fields.get('disposition-notification-options') ?? '');
  const algorithms = (options.get('signed-receipt-micalg')?.values ?? []).map(digestByName);
  return {
    signed: options.get('signed-receipt-protocol')?.values.includes('pkcs7-signature') ?? false,
    algorithms: algorithms.filter((digest) => digest !== undefined),
    async: fields.get('receipt-delivery-option') || null,
  };
}

interface Option {
  readonly required: boolean;
  readonly values: readonly string[];
}

/** `signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=optional, sha-256, sha1` */
function readOptions(header: string): ReadonlyMap<string, Option> {
  const options = header.split(';').map((option): [string, Option] => {
    const [name = '', list = ''] = option.split('=', 2);
    const [importance, ...values] = list.split(',').map((word) => word.trim().replaceAll('"', '').toLowerCase());
    return [name.trim().toLowerCase(), { required: importance === 'required', values }];
  });
  return new Map(options);
}

/**
 * RFC 4130 7.5.5: what is marked as required and cannot be done is said so.
 * @throws Refused
 */
export function mustBeAbleToAnswer(headers: HttpHeaders, request: ReceiptRequest | null): void {
  const options = readOptions(fieldsOf(headers).get('disposition-notification-options') ?? '');
  if (options.get('signed-receipt-protocol')?.required && !request?.signed)
    throw new Refused('unsupported-format', 'the receipt should be signed by another protocol than PKCS#7');
  if (options.get('signed-receipt-micalg')?.required && request?.algorithms.length === 0)
    throw new Refused('unsupported-mic-algorithms', 'no digest asked for is known here');
}
