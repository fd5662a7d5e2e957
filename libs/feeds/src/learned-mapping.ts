import type { FeedKindName } from './feed-kind-name.ts';
import type { Field } from './headers.ts';

/** What a person said that a partner's columns mean, for one kind of feed. */
export interface LearnedMapping {
  readonly kind: FeedKindName;
  readonly columns: readonly LearnedColumn[];
}

export interface LearnedColumn {
  /** As the file spells it. */
  readonly header: string;
  /** Null: the column is to be left alone, whatever the dictionary says. */
  readonly field: Field | null;
}

/** Headers that differ only in width, case and blanks are one; `数量(件)` and `数量(箱)` are two. */
export const headerKey = (header: string): string =>
  header.normalize('NFKC').replace(/^\s*'/, '').replace(/\s+/g, ' ').trim().toLowerCase();

export type Learned = ReadonlyMap<string, Field | null>;

export const learnedFor = (kind: FeedKindName, mappings: readonly LearnedMapping[]): Learned =>
  new Map(
    mappings
      .filter((mapping) => mapping.kind === kind)
      .flatMap(({ columns }) => columns.map(({ header, field }): [string, Field | null] => [headerKey(header), field])),
  );
