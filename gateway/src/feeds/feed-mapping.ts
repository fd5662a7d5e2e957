import type { Identified } from '@tradeloom/chassis';
import { type FeedKindName, feedKinds, headerKey, type LearnedColumn, usedFields } from '@tradeloom/feeds';
import { must, type Outcome } from '@tradeloom/kernel';

/** What a person said that a partner's columns mean, for one kind of feed. Never changed: a new one takes its place. */
export interface FeedMapping extends Identified {
  readonly partner: string;
  readonly kind: FeedKindName;
  /** Counts from 1 for each partner and kind. */
  readonly number: number;
  readonly columns: readonly LearnedColumn[];
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
}

const mostColumns = 200;

/** The columns of the mapping in force with those that are said now in their place. */
export const columnsOf = (
  kind: FeedKindName,
  said: readonly LearnedColumn[],
  present: readonly LearnedColumn[],
): LearnedColumn[] => {
  const used = usedFields(feedKinds.find(({ name }) => name === kind) ?? { required: [], optional: [] });
  const columns = new Map(present.map((column) => [headerKey(column.header), column]));
  for (const { header, field } of said) {
    must(headerKey(header) !== '', 'gateway.feed-mapping.no-header', {
      en: 'A column without a header cannot be told apart from others',
      zh: '没有列名的列无法识别',
    });
    must(
      field === null || used.has(field),
      'gateway.feed-mapping.field',
      { en: `This kind of file has no ${field}`, zh: `该类文件没有 ${field} 字段` },
      { field: String(field) },
    );
    columns.set(headerKey(header), { header: header.trim(), field });
  }
  const all = [...columns.values()];
  must(all.length > 0 && all.length <= mostColumns, 'gateway.feed-mapping.size', {
    en: `A mapping names 1 to ${mostColumns} columns`,
    zh: `映射须包含 1 至 ${mostColumns} 列`,
  });
  mustBeUnambiguous(said);
  return all;
};

/** Columns that come in different files may mean the same; two that a person names at once may not. */
const mustBeUnambiguous = (said: readonly LearnedColumn[]): void => {
  const fields = said.flatMap(({ field }) => field ?? []);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  must(
    twice === undefined,
    'gateway.feed-mapping.twice',
    { en: `Two columns cannot both be ${twice}`, zh: `两列不能同时对应 ${twice}` },
    { field: String(twice) },
  );
};

export const withdraw =
  (by: string, at: Date) =>
  (mapping: FeedMapping): Outcome<FeedMapping> => ({
    state: { ...mapping, withdrawnBy: mapping.withdrawnBy ?? by, withdrawnAt: mapping.withdrawnAt ?? at },
    events: [],
  });
