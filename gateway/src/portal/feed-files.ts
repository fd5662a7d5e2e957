import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { statusWords } from './exchange-words.ts';
import { findingOf, wrongRows } from './feed-rows.ts';
import { feedWords, rowCounts } from './feed-words.ts';
import { type Html, html } from './html.ts';
import { instant } from './instant.ts';
import type { Language } from './language.ts';

interface LastFile {
  readonly id: string;
  readonly file_name: string | null;
  readonly status: string;
  readonly received_at: Date;
}

const statusOf = (status: string, language: Language): string => statusWords[status as Interchange['status']][language];

export const lastFeeds = (files: readonly LastFile[], language: Language): Html | false =>
  files.length > 0 &&
  html`<h2>${feedWords.last[language]}</h2><ul class="orders">${files.map(
    (file) =>
      html`<li><div class="meta">${instant(file.received_at, language)}<span>${statusOf(file.status, language)}</span></div><a href="/feeds/files/${encodeURIComponent(file.id)}?lang=${language}">${file.file_name ?? file.id}</a></li>`,
  )}</ul>`;

/** What became of a file that was sent, and the way to mend it. */
export const sentFeed = (file: Interchange, language: Language): Html => {
  const { id, partner, rows, status } = file;
  const bad = rows.filter(({ verdict }) => verdict === 'rejected').length;
  return html`<p class="meta"><span>${file.fileName}</span>${instant(file.receivedAt, language)}</p>
<p class="verdict" role="status"><b>${statusOf(status, language)}</b>${rows.length > 0 && html` · ${rowCounts(rows.length - bad, bad)[language]}`}</p>
${status === 'received' && html`<p>${feedWords.reading[language]}</p>`}
${file.errors.map((error) => findingOf(error, language))}
${wrongRows(rows, language)}
<p>${bad > 0 && html`<a id="corrected" href="/api/v1/partners/${encodeURIComponent(partner)}/interchanges/${encodeURIComponent(id)}/corrected?language=${language}">${feedWords.corrected[language]}</a> · `}<a href="/feeds?lang=${language}">${feedWords.again[language]}</a></p>`;
};
