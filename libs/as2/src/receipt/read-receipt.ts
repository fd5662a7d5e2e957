import type { X509Certificate } from 'node:crypto';
import { Malformed } from '../asn1/read-ber.ts';
import { digestByName } from '../cms/algorithms.ts';
import { readMessageId } from '../message/envelope.ts';
import type { Mic } from '../message/mic.ts';
import type { Received } from '../message/read-message.ts';
import { unwrap } from '../message/unwrap.ts';
import { refusalFor } from '../message/veil.ts';
import { type Entity, openEntity } from '../mime/entity.ts';
import { contentTypeOf, type Fields, fieldsOf, parseFields } from '../mime/fields.ts';
import { splitMultipart } from '../mime/multipart.ts';
import { decodeBody } from '../mime/transfer-encoding.ts';
import type { Refusal } from '../refusal.ts';
import { type Disposition, readDisposition } from './disposition.ts';

/** A receipt. If it was signed, then by somebody trusted. */
export interface Receipt {
  /** of the message it answers */
  readonly originalMessageId: string;
  readonly disposition: Disposition;
  /** null: none, or by an algorithm that is not known here */
  readonly mic: Mic | null;
  readonly signedBy: X509Certificate | null;
  /** what it says to a person, cut to 4,000 characters */
  readonly words: string;
}

/** Of a receipt with a bad signature nothing is passed on: none of it can be believed. */
export type ReceiptResult =
  | { readonly verdict: 'read'; readonly receipt: Receipt }
  | { readonly verdict: 'signature-invalid' | 'unreadable'; readonly refusal: Refusal };

export interface ReceiptReading {
  /** the certificates of who received the message; several while they overlap */
  readonly trusted: readonly X509Certificate[];
  readonly at: Date;
}

const LIMIT = 1024 * 1024;
const SIGNATURE_FAULTS = new Set(['authentication-failed', 'integrity-check-failed']);

/**
 * Reads a receipt: the HTTP answer to a message, or what was posted later. What it means is `settleReceipt`'s to say.
 * Never throws, whatever the bytes are.
 */
export function readReceipt({ headers, body }: Received, { trusted, at }: ReceiptReading): ReceiptResult {
  try {
    if (body.length > LIMIT) throw new Malformed('too large for a receipt');
    const received: Entity = { fields: fieldsOf(headers), body, raw: null };
    const { entity, signature } = unwrap(received, { keys: [], trusted, at, unpackedLimit: LIMIT });
    return { verdict: 'read', receipt: { ...readReport(entity), signedBy: signature?.signer ?? null } };
  } catch (error) {
    const refusal = refusalFor(error);
    return { verdict: SIGNATURE_FAULTS.has(refusal.modifier) ? 'signature-invalid' : 'unreadable', refusal };
  }
}

/** RFC 3462, RFC 3798 3: the words for a person, the fields for us, and perhaps the message itself. */
function readReport(entity: Entity): Omit<Receipt, 'signedBy'> {
  const { value, parameters } = contentTypeOf(entity.fields);
  if (value !== 'multipart/report') throw new Malformed(`${value} instead of a report`);
  const parts = splitMultipart(entity.body, parameters.get('boundary')).map(openEntity);
  const ofType = (type: string): Entity | undefined => parts.find(({ fields }) => contentTypeOf(fields).value === type);
  const notification = ofType('message/disposition-notification');
  if (!notification) throw new Malformed('no disposition notification');
  const fields = parseFields(decodeBody(notification.fields, notification.body).toString('latin1'));
  const disposition = readDisposition(fields.get('disposition') ?? '');
  if (!disposition) throw new Malformed('no disposition');
  const person = ofType('text/plain');
  return {
    originalMessageId: readMessageId(fields.get('original-message-id')),
    disposition,
    mic: readMic(fields),
    words: person ? decodeBody(person.fields, person.body).toString('utf8').trim().slice(0, 4_000) : '',
  };
}

/** `Received-Content-MIC: 7v7F...=, sha-256` */
function readMic(fields: Fields): Mic | null {
  const found = /^([A-Za-z0-9+/=\s]+),\s*([\w-]+)/.exec(fields.get('received-content-mic') ?? '');
  const algorithm = found && digestByName(found[2]!);
  return algorithm ? { algorithm, digest: found[1]!.replaceAll(/\s/g, '') } : null;
}

/** Is what was posted a receipt, rather than a message? Looked at before any signature is checked. */
export function isReceipt({ headers, body }: Received): boolean {
  try {
    const { value, parameters } = contentTypeOf(fieldsOf(headers));
    if (value !== 'multipart/signed') return value === 'multipart/report';
    const [content] = splitMultipart(body, parameters.get('boundary'));
    return content !== undefined && contentTypeOf(openEntity(content).fields).value === 'multipart/report';
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}
