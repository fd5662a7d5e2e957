import { isDeepStrictEqual } from 'node:util';

/** An outcome is not what the scenario says it must be. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;

  constructor(what: string, expected: unknown, found: unknown) {
    super(`${what}: expected ${shown(expected)}, found ${shown(found)}`);
    this.what = what;
    this.expected = expected;
    this.found = found;
  }
}

const longest = 900;

export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)} ...` : text;
};

/** @param what the place that was looked at, e.g. `GET /orders/1 status` */
export const same = (what: string, found: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(found, expected)) throw new Unmet(what, expected, found);
};

export const there = <T>(what: string, found: T | undefined | null): T => {
  if (found === undefined || found === null) throw new Unmet(what, 'something', found ?? 'nothing');
  return found;
};

/** `26655`, `26655.0` and `26655.00` are one number; decimals stay text, so that nothing is rounded. */
export const plain = (decimal: string): string => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(decimal) ?? ['', '', decimal];
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`;
};

export const sameNumber = (what: string, found: string | number | null | undefined, expected: string): void => {
  if (found === null || found === undefined || plain(String(found)) !== plain(expected))
    throw new Unmet(what, expected, found);
};

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export const sameMoney = (what: string, found: Money | null | undefined, amount: string, currency: string): void => {
  sameNumber(`${what} amount`, found?.amount, amount);
  same(`${what} currency`, found?.currency, currency);
};

/** Asserts that a text says all of these. */
export const says = (what: string, text: string, ...parts: readonly string[]): void => {
  for (const part of parts) if (!text.includes(part)) throw new Unmet(what, part, text);
};
