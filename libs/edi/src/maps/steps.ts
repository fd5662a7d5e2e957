import { decimal } from '@tradeloom/kernel';
import { isCcyymmdd } from '../calendar.ts';

/** A step as it runs; undefined: it cannot be done with this value. */
export interface RunningStep {
  /** From the element towards the document. */
  readonly read: (text: string) => string | undefined;
  readonly write: (text: string) => string | undefined;
  /** What was written is read back as what it was. */
  readonly reversible: boolean;
  /** What it makes of a text on its way into the document. */
  readonly gives?: 'date' | 'decimal';
}

const bothWays = (change: (text: string) => string): RunningStep => ({
  read: change,
  write: change,
  reversible: false,
});

const characters = (text: string): string[] => [...text];

const substring = ([from, length]: readonly [number, number]): RunningStep =>
  bothWays((text) =>
    characters(text)
      .slice(from - 1, from - 1 + length)
      .join(''),
  );

const pad = ({ width, with: filler }: { width: number; with: string }): RunningStep =>
  bothWays((text) => filler.repeat(Math.max(0, width - characters(text).length)) + text);

const strip = (character: string): RunningStep =>
  bothWays((text) => {
    let from = 0;
    while (text.startsWith(character, from)) from += character.length;
    return text.slice(from);
  });

const letters = /YYYY|YY|MM|DD/g;

const date = (format: string): RunningStep => {
  const fields: readonly string[] = format.match(letters) ?? [];
  const full = fields.includes('YYYY');
  return {
    read: (text) => {
      const found: Record<string, string> = {};
      let at = 0;
      for (const part of format.split(/(YYYY|YY|MM|DD)/)) {
        const piece = text.slice(at, at + part.length);
        if (fields.includes(part)) found[part] = piece;
        else if (piece !== part) return undefined;
        at += part.length;
      }
      const year = found['YYYY'] ?? `20${found['YY']}`;
      const iso = `${year}-${found['MM']}-${found['DD']}`;
      return at === text.length && isCcyymmdd(iso.replaceAll('-', '')) ? iso : undefined;
    },
    write: (iso) => {
      const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
      const values: Record<string, string> = { YYYY: year, YY: year.slice(2), MM: month, DD: day };
      return day === '' ? undefined : format.replace(letters, (field) => values[field] as string);
    },
    reversible: full,
    gives: 'date',
  };
};

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const scale = (digits: number): RunningStep => ({
  read: (text) =>
    /^-?\d+$/.test(text)
      ? decimal(text)
          .div(10 ** digits)
          .toFixed(digits)
      : undefined,
  write: (text) => {
    if (!isNumber(text)) return undefined;
    const whole = decimal(text).times(10 ** digits);
    return whole.isInteger() ? whole.toFixed() : undefined;
  },
  reversible: true,
  gives: 'decimal',
});

const prefix = (before: string): RunningStep => ({
  read: (text) => before + text,
  write: (text) => (text.startsWith(before) && text !== before ? text.slice(before.length) : undefined),
  reversible: true,
});

/** By the name of a step, how it runs; undefined where its value is none of its own. */
const makers: Readonly<Record<string, (value: unknown) => RunningStep | undefined>> = {
  substring: (value) => (isRange(value) ? substring(value) : undefined),
  pad: (value) => (isPadding(value) ? pad(value) : undefined),
  strip: (value) => (isCharacter(value) ? strip(value) : undefined),
  date: (value) => (isDateFormat(value) ? date(value) : undefined),
  scale: (value) => (isCount(value, 0) && value <= 9 ? scale(value) : undefined),
  prefix: (value) => (typeof value === 'string' && value !== '' ? prefix(value) : undefined),
};

/** The step that a map describes; undefined for what describes none. */
export const stepOf = (step: unknown): RunningStep | undefined => {
  if (step === 'trim') return bothWays((text) => text.trim());
  const [[name, value] = [''], ...more] = typeof step === 'object' && step !== null ? Object.entries(step) : [];
  return more.length === 0 && Object.hasOwn(makers, name) ? makers[name]?.(value) : undefined;
};

const isCount = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 999;

const isRange = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((n) => isCount(n, 1));

const isCharacter = (value: unknown): value is string => typeof value === 'string' && characters(value).length === 1;

const isPadding = (value: unknown): value is { width: number; with: string } => {
  if (typeof value !== 'object' || value === null) return false;
  const { width, with: filler } = value as { width?: unknown; with?: unknown };
  return isCount(width, 1) && isCharacter(filler);
};

/** Day, month and year once each, and nothing else but marks between them. */
const isDateFormat = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length > 20) return false;
  const fields = (value.match(letters) ?? []).map((field) => field[0]).sort();
  return fields.join('') === 'DMY' && /^[^A-Za-z0-9]*$/.test(value.replace(letters, ''));
};
