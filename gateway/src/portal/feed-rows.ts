import type { FeedReading, ReadColumn } from '@tradeloom/feeds';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import { feedWords, heldWords } from './feed-words.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

const mostCards = 200;
const mostRows = 100;
const mostColumns = 40;

/** What a person must see of a row: its errors, and why it was not taken. */
interface ShownRow {
  readonly row: number;
  readonly verdict: string;
  readonly errors: readonly FileError[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const findingOf = (error: FileError, language: Language): Html => {
  const suggestion = error['suggestion'] as Readonly<Record<Language, string>> | undefined;
  const place = [text(error['column']), text(error['cell'])].filter(Boolean).join(' ');
  return html`<div class="${error['severity'] === 'warning' ? 'warning' : 'error'}">${place && html`<b>${place}</b> `}${error['value'] !== undefined && html`<mark>${error['value']}</mark> `}${error.message[language]}${suggestion && html`<div class="fix">→ ${suggestion[language]}</div>`}</div>`;
};

/** Every row that would not be taken, one card each: readable without moving sideways. */
export const wrongRows = (rows: readonly ShownRow[], language: Language): Html | false => {
  const refused = rows.filter(({ verdict }) => verdict === 'rejected');
  const wrong = refused.filter(({ errors }) => !errors.some(({ code }) => code === 'feed.row.all-or-nothing'));
  const held = refused.length - wrong.length;
  if (refused.length === 0) return false;
  return html`<h2>${feedWords.wrongRows[language]} ${wrong.length}</h2>
<ul class="orders" id="wrong">${wrong
    .slice(0, mostCards)
    .map(
      ({ row, errors }) =>
        html`<li><div class="meta"><span>${feedWords.row[language]} ${row}</span></div>${[...errors]
          .sort((a, b) => Number(a['severity'] === 'warning') - Number(b['severity'] === 'warning'))
          .map((error) => findingOf(error, language))}</li>`,
    )}</ul>${wrong.length > mostCards && html`<p>…</p>`}${held > 0 && html`<p>${heldWords(held)[language]}</p>`}`;
};

const addressOf = ({ cell }: Pick<ReadColumn, 'cell'>, row: number): string => `${cell.replace(/\d+$/, '')}${row}`;

/** The table as it was read, with its wrong cells marked where they stand. */
export const readTable = ({ sheet, headerIndex, columns, rows }: FeedReading, language: Language): Html | false => {
  if (!sheet || headerIndex === undefined || rows.length === 0) return false;
  const cells = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  const shown = columns.slice(0, mostColumns);
  const wrong = new Map(
    rows.flatMap(({ errors }) =>
      errors.flatMap((e) => (e.cell && e.severity === 'error' ? [[e.cell, e.message[language]] as const] : [])),
    ),
  );
  return html`<h2>${feedWords.table[language]}</h2>
<div class="wide"><table class="read"><thead><tr><th></th>${shown.map((column) => html`<th${column.field === null && html` class="soft"`}>${column.header}</th>`)}</tr></thead>
<tbody>${rows.slice(0, mostRows).map(
    ({ row, verdict }) =>
      html`<tr class="${verdict}"><td>${row}</td>${shown.map((column) => {
        const said = wrong.get(addressOf(column, row));
        return html`<td${said !== undefined && html` class="wrong" title="${said}"`}>${cells.get(row)?.[column.index] ?? ''}</td>`;
      })}</tr>`,
  )}</tbody></table></div>${rows.length > mostRows && html`<p class="meta">${mostRows} / ${rows.length}</p>`}`;
};
