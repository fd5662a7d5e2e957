import { type FeedError, shorten } from './feed-error.ts';
import type { HeadersBefore } from './feed-kind.ts';
import type { FeedKindName } from './feed-kind-name.ts';
import { isOutcome } from './headers.ts';
import { headerKey } from './learned-mapping.ts';
import type { SheetRow } from './sheet.ts';

const mostNamed = 10;

/** The header row as it is remembered: without blanks and without the columns that a corrected file carries. */
export const headersOf = (header: SheetRow): string[] =>
  header.cells
    .map((cell) => shorten(cell.trim()))
    .filter((cell) => cell !== '' && !isOutcome(cell))
    .slice(0, 200);

const listed = (headers: readonly string[], open: string, close: string, mark: string): string =>
  `${headers
    .slice(0, mostNamed)
    .map((header) => `${open}${header}${close}`)
    .join(mark)}${headers.length > mostNamed ? ' …' : ''}`;

/** What is new in the header row, and what is gone; an order of its own is no change. */
export const changedHeaders = (header: SheetRow, kind: FeedKindName, before: readonly HeadersBefore[]): FeedError[] => {
  const last = before.find((one) => one.kind === kind)?.headers;
  if (!last) return [];
  const now = headersOf(header);
  const [known, present] = [new Set(last.map(headerKey)), new Set(now.map(headerKey))];
  const added = now.filter((one) => !known.has(headerKey(one)));
  const gone = last.filter((one) => !present.has(headerKey(one)));
  if (added.length === 0 && gone.length === 0) return [];
  const en = [
    added.length > 0 ? `new ${listed(added, '“', '”', ', ')}` : '',
    gone.length > 0 ? `gone ${listed(gone, '“', '”', ', ')}` : '',
  ];
  const zh = [
    added.length > 0 ? `新增${listed(added, '“', '”', '、')}` : '',
    gone.length > 0 ? `缺少${listed(gone, '“', '”', '、')}` : '',
  ];
  return [
    {
      level: 'structure',
      severity: 'warning',
      code: 'feed.header.changed',
      message: {
        en: `The columns are not those of the last file: ${en.filter(Boolean).join('; ')}`,
        zh: `列与上次文件不同：${zh.filter(Boolean).join('；')}`,
      },
      row: header.row,
    },
  ];
};
