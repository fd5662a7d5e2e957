import type { DespatchAdvice, OrderChangeResponse, OrderResponse, ProgressReport } from '@tradeloom/edi';
import type { Text } from '@tradeloom/kernel';
import type { FeedKindName } from './feed-kind-name.ts';
import type { Field } from './headers.ts';
import type { LearnedMapping } from './learned-mapping.ts';
import type { RowReader } from './row-reader.ts';

export type FeedDocument = ProgressReport | OrderResponse | OrderChangeResponse | DespatchAdvice;

/** The rows that are good, or nothing unless all of them are. */
export type Take = 'good-rows' | 'all-or-nothing';

export interface CorrectingFile {
  readonly kind: FeedKindName;
  /** The reference in the header of its error column. */
  readonly corrects: string | undefined;
}

export interface HeadersBefore {
  readonly kind: FeedKindName;
  readonly headers: readonly string[];
}

/** What the file does not say and the door that took it knows. */
export interface FeedContext {
  /** When the file arrived, RFC 3339. Stands in where the file names no date. */
  readonly receivedAt: string;
  /** Offset of the supplier's clock; dates and times in the file are read at it. Default `+08:00`. */
  readonly utcOffset?: string;
  /** Number of a report that the file gives none, e.g. the interchange's id. Default made of `receivedAt`. */
  readonly reference?: string;
  /** Unit of quantities that the file names none for, UN/ECE Rec. 20. Default `PCE`. */
  readonly unit?: string;
  /** The kind, when the partner's profile fixes it; else it is read off the headers. */
  readonly kind?: FeedKindName;
  /** What people said the partner's columns mean, at most one for each kind. */
  readonly mappings?: readonly LearnedMapping[];
  /** Header rows of the partner's last files: a file that has another one says what changed. */
  readonly before?: readonly HeadersBefore[];
  /** What is taken of a file that is not good in every row. Default `good-rows`. */
  readonly take?: Take;
  /** Looks up what was taken of the file that this one corrects: fingerprints of its rows, and how often each. */
  readonly takenOf?: (file: CorrectingFile) => Promise<ReadonlyMap<string, number>>;
}

/** One kind of supplier feed: its columns, how a row reads, and how rows come together into documents. */
export interface FeedKind<D extends FeedDocument = FeedDocument> {
  readonly name: FeedKindName;
  readonly title: Text;
  /** Words that only this kind understands (plain 数量, plain 日期). */
  readonly own: ReadonlyMap<string, Field>;
  /** At least one of these columns tells the kind. */
  readonly signature: readonly Field[];
  /** Columns that must be there; of a list, one must. */
  readonly required: readonly (Field | readonly Field[])[];
  /** Columns that are read when they are there. */
  readonly optional: readonly Field[];
  /** What is taken for granted when a column is not there; said once per file as a warning. */
  readonly assumes?: Readonly<Partial<Record<Field, Text>>>;
  /** The row's document with this one line; undefined when the row has errors. */
  readRow(row: RowReader, setting: FeedSetting): D | undefined;
  /** Rows that agree in these cells are one statement together, and are taken together or not at all. */
  readonly together?: readonly Field[];
  /** What a row speaks about: a later one about the same stands in its place. */
  readonly about: readonly Field[];
  /** Rows with the same key belong in one document. */
  keyOf(document: D): string;
  join(documents: readonly D[]): D;
}

export const usedFields = (kind: Pick<FeedKind, 'required' | 'optional'>): ReadonlySet<Field> =>
  new Set([...kind.required.flat(), ...kind.optional]);

/** The context with its defaults, and the supplier's calendar date at the moment of receipt. */
export interface FeedSetting {
  readonly receivedAt: string;
  readonly receivedOn: string;
  readonly utcOffset: string;
  readonly unit: string;
  readonly reference: string;
}

export const settingOf = (context: FeedContext): FeedSetting => {
  const { receivedAt, utcOffset = '+08:00', unit = 'PCE' } = context;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(utcOffset) ?? [];
  const minutesEast = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const receivedOn = new Date(Date.parse(receivedAt) + minutesEast * 60_000).toISOString().slice(0, 10);
  const reference = context.reference ?? `R${receivedAt.replace(/\D/g, '').slice(0, 14)}`;
  return { receivedAt, receivedOn, utcOffset, unit, reference };
};

/**
 * A date of the file as instant. A bare date means the end of that day, or the moment of receipt when that day
 * is not over yet: a report cannot be truer than the moment it was sent.
 */
export const instantOf = (at: { date: string; time?: string }, setting: FeedSetting): string => {
  const stated = `${at.date}T${at.time ?? '23:59:59'}${setting.utcOffset}`;
  if (at.time !== undefined || at.date !== setting.receivedOn) return stated;
  return Date.parse(stated) > Date.parse(setting.receivedAt) ? setting.receivedAt : stated;
};
