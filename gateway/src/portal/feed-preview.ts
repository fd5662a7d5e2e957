import { type Take } from '@tradeloom/feeds';
import { takes } from '../feeds/how-to-take.ts';
import type { Preview } from '../feeds/preview-feeds.ts';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import { learnedColumns, unknownColumns } from './feed-columns.ts';
import { findingOf, readTable, wrongRows } from './feed-rows.ts';
import { feedWords, kindWords, rowCounts, takeHints, takeWords } from './feed-words.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/** A file as it would be taken: what is wrong with it, where, and what to do; then whether to send it. */
export const feedPreview = (draft: string, { interchange, feed, usual }: Preview, language: Language): Html => {
  const { rows, errors, feed: facts } = interchange;
  const bad = rows.filter(({ verdict }) => verdict === 'rejected').length;
  const good = rows.length - bad;
  const at = `/feeds/drafts/${encodeURIComponent(draft)}`;
  const asked = `?lang=${language}`;
  const unknown = unknownColumns(feed, `${at}/mapping${asked}`, language);
  const source = feed.sheet?.source;
  return html`<p class="meta"><span>${interchange.fileName}</span>${feed.kind && html`<span>${kindWords(feed.kind)[language]}</span>`}${source?.format === 'csv' && html`<span>${feedWords.charset[language]} ${source.charset}: ${source.because[language]}</span>`}</p>
${rows.length > 0 && html`<p class="verdict" role="status"><b>${rowCounts(good, bad)[language]}</b></p>`}
${errors.filter(isError).map((error) => findingOf(error, language))}
${unknown}
${facts?.mapping && learnedColumns(feed, facts.mapping, `${at}/mapping${asked}`, language)}
${wrongRows(rows, language)}
${good > 0 ? sendForm(`${at}/send${asked}`, usual, { good, bad }, language) : !unknown && html`<p class="error">${feedWords.nothingGood[language]}</p>`}
<p>${feed.headerIndex !== undefined && html`<a id="corrected" href="/feeds/drafts/${encodeURIComponent(draft)}/corrected?lang=${language}">${feedWords.corrected[language]}</a> · `}<a href="/feeds?lang=${language}">${feedWords.again[language]}</a></p>
${errors.filter((error) => !isError(error)).map((error) => findingOf(error, language))}
${readTable(feed, language)}`;
};

const isError = ({ severity }: FileError): boolean => severity !== 'warning';

const sendForm = (
  action: string,
  preset: Take,
  { good, bad }: { readonly good: number; readonly bad: number },
  language: Language,
): Html => {
  const hints = takeHints(good, bad);
  return html`<form method="post" action="${action}" id="send"><fieldset><legend>${feedWords.howToTake[language]}</legend>
${takes.map(
  (take) =>
    html`<label class="choice"><input type="radio" name="take" value="${take}"${take === preset && html` checked`}> <span>${takeWords[take][language]}<small>${hints[take][language]}</small></span></label>`,
)}</fieldset><button>${feedWords.send[language]}</button></form>`;
};
