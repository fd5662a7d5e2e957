import { Malformed } from '../asn1/read-ber.ts';
import { parseStructured, type Structured } from './parameters.ts';

/** Header fields by their name in lower case; of several with one name the first. */
export type Fields = ReadonlyMap<string, string>;

/** Headers as `node:http` gives them. */
export type HttpHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export function fieldsOf(headers: HttpHeaders): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const first = typeof value === 'string' ? value : value?.[0];
    const key = name.toLowerCase();
    if (first !== undefined && !fields.has(key)) fields.set(key, unfolded(first));
  }
  return fields;
}

const NAME = /^[!-9;-~]+$/;

/**
 * @param head header lines without the blank line behind them
 * @throws Malformed
 */
export function parseFields(head: string): Fields {
  const fields = new Map<string, string>();
  // RFC 5322 2.2.3: a line that starts with white space goes on with the one before it.
  for (const line of head.split(/\r?\n(?![ \t])/)) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd();
    if (!NAME.test(name)) throw new Malformed('not a header line');
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, unfolded(line.slice(colon + 1)));
  }
  return fields;
}

const unfolded = (value: string): string => value.replaceAll(/\r?\n[ \t]+/g, ' ').trim();

/** RFC 2045 5.2: text, where no type is named. */
export const contentTypeOf = (fields: Fields): Structured =>
  parseStructured(fields.get('content-type') ?? 'text/plain');
