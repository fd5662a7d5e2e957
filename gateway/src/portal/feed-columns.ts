import { type FeedKindName, type FeedReading, type Field, feedKinds, fields, usedFields } from '@tradeloom/feeds';
import { feedWords, kindWords, mappingWords } from './feed-words.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/** Asks what the columns mean that neither the dictionary nor a person has said anything of. */
export const unknownColumns = (
  { kind, likelyKind, columns }: FeedReading,
  action: string,
  language: Language,
): Html | false => {
  const asked = kind ?? likelyKind;
  const unknown = columns.filter(({ field, by }) => field === null && by === null);
  if (!asked || unknown.length === 0) return false;
  return html`<details${(kind === undefined || unknown.some(({ candidates }) => candidates.length > 0)) && html` open`}><summary>${feedWords.columns[language]} ${unknown.length}</summary>
<form method="post" action="${action}" id="columns"><p>${feedWords.columnsHint[language]}</p>
${kind ? html`<input type="hidden" name="kind" value="${kind}">` : kindChoice(asked, language)}
${unknown.map(
  ({
    header,
    candidates,
    cell,
  }) => html`<label for="${cell}">${header}</label><input type="hidden" name="header" value="${header}">${candidates[0] && html`<small>${feedWords.likely[language]} ${fields[candidates[0].field][language]}: ${candidates[0].because[language]}</small>`}
<select id="${cell}" name="field"><option value="">${feedWords.undecided[language]}</option>
${candidates.length > 0 && html`<optgroup label="${feedWords.likely[language]}">${candidates.map((c) => html`<option value="${c.field}">${fields[c.field][language]} · ${c.because[language]}</option>`)}</optgroup>`}
<optgroup label="${feedWords.others[language]}">${restOf(
    asked,
    candidates.map(({ field }) => field),
  ).map(
    (field) => html`<option value="${field}">${fields[field][language]}</option>`,
  )}<option value="-">${feedWords.leaveAlone[language]}</option></optgroup></select>`,
)}
<button>${feedWords.confirm[language]}</button></form></details>`;
};

/** What people said of this file's columns, to be taken back where it is wrong. */
export const learnedColumns = (
  { columns }: FeedReading,
  { id, number }: { readonly id: string; readonly number: number },
  action: string,
  language: Language,
): Html => html`<details id="learned"><summary>${mappingWords(number)[language]}</summary>
<ul>${columns
  .filter(({ by }) => by === 'person')
  .map(
    ({ header, field }) =>
      html`<li>${header} → ${field ? fields[field][language] : feedWords.leaveAlone[language]}</li>`,
  )}</ul>
<form class="plain" method="post" action="${action}"><input type="hidden" name="withdraw" value="${id}"><button>${feedWords.withdraw[language]}</button></form></details>`;

const kindChoice = (likely: FeedKindName, language: Language): Html =>
  html`<label for="kind">${feedWords.whatKind[language]}</label><select id="kind" name="kind">${feedKinds.map(
    ({ name }) =>
      html`<option value="${name}"${name === likely && html` selected`}>${kindWords(name)[language]}</option>`,
  )}</select>`;

const restOf = (name: FeedKindName, but: readonly Field[]): Field[] => {
  const kind = feedKinds.find((one) => one.name === name);
  return kind ? [...usedFields(kind)].filter((field) => !but.includes(field)) : [];
};
