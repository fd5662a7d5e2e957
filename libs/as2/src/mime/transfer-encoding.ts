import { Malformed } from '../asn1/read-ber.ts';
import type { Fields } from './fields.ts';

/**
 * The body as bytes. HTTP carries 8 bits, so most bodies are binary; base64 and quoted-printable come from mail-minded
 * senders.
 * @throws Malformed
 */
export function decodeBody(fields: Fields, body: Buffer): Buffer {
  switch ((fields.get('content-transfer-encoding') ?? 'binary').toLowerCase()) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

const DIGITS = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'));
const BETWEEN = new Set(Buffer.from('=\r\n\t '));

/** Node skips what is not base64 and stops at the first `=`: counted, so that nothing gets lost in silence. */
function decodeBase64(body: Buffer): Buffer {
  let digits = 0;
  for (const byte of body) {
    if (DIGITS.has(byte)) digits += 1;
    else if (!BETWEEN.has(byte)) throw new Malformed('not base64');
  }
  const decoded = Buffer.from(body.toString('latin1'), 'base64');
  if (decoded.length !== Math.floor((digits * 3) / 4)) throw new Malformed('base64 goes on behind its end');
  return decoded;
}

/** RFC 2045 6.7. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const lines = body.toString('latin1').split('\n');
  const decoded = lines.map((line, at) => {
    const end = at === lines.length - 1 ? '' : line.endsWith('\r') ? '\r\n' : '\n';
    const text = line.trimEnd();
    const open = text.endsWith('=');
    return hexadecimal(open ? text.slice(0, -1) : text) + (open ? '' : end);
  });
  return Buffer.from(decoded.join(''), 'latin1');
}

const hexadecimal = (text: string): string =>
  text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 2045 6.8: lines of 76 characters. */
export const base64Lines = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n'));
