import { readFileSync } from 'node:fs';
import { addDays, type IsoDate, writtenAs } from './calendar.ts';

/** What a template is filled with: the journey's first day, the business date of the sending, and named values. */
export interface Filling {
  readonly start: IsoDate;
  readonly today: IsoDate;
  readonly values: Readonly<Record<string, string>>;
}

const templates = new URL('../src/templates/', import.meta.url);

export const template = (file: string): string => readFileSync(new URL(file, templates), 'utf8');

const placeholder = /\{\{([^{}]+)\}\}/g;
const relativeDay = /^(D|T)([+-]\d+)?:(.+)$/;

/**
 * Fills `{{name}}` with a value and `{{D+49:yyyymmdd}}` with a date: D counts from the journey's first day, T from
 * the day of sending.
 * @throws Error for a name without a value
 */
export const fill = (text: string, { start, today, values }: Filling): string =>
  text.replaceAll(placeholder, (whole, inside: string) => {
    const day = relativeDay.exec(inside);
    if (day) return writtenAs(addDays(day[1] === 'D' ? start : today, Number(day[2] ?? 0)), day[3] ?? '');
    const value = values[inside];
    if (value === undefined) throw new Error(`the template asks for ${whole}, which nobody gave`);
    return value;
  });
