import type { Text } from './text.ts';
import type { TimelineEntry } from './views.ts';

type Language = keyof Text;

const headings: Readonly<Record<Language, readonly string[]>> = {
  en: ['day', 'time', 'service', 'actor', 'what', 'trace'],
  zh: ['日期', '时间', '服务', '操作人', '事件', '调用链'],
};

/** Chinese characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u1100-\uffe6]/.test(character) ? 2 : 1), 0);

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const cellsOf = (entry: TimelineEntry, language: Language): readonly string[] => [
  entry.businessDate,
  entry.at.slice(11, 19),
  entry.service,
  entry.actor.organisation ? `${entry.actor.login} (${entry.actor.organisation})` : entry.actor.login,
  entry.text[language],
  entry.traceId?.slice(0, 8) ?? '',
];

/** The order's story as a table, one line per event; the first eight digits of a trace id are enough to find it. */
export const timelineTable = (entries: readonly TimelineEntry[], language: Language): readonly string[] => {
  const rows = [headings[language], ...entries.map((entry) => cellsOf(entry, language))];
  const widths = headings[language].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};
