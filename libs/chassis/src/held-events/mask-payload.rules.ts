import type { JsonValue } from '@bufbuild/protobuf';

/** Stands for a value that is there and not shown. */
const hidden = '***';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const dateOrInstant = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/;
/** Nothing is told by these: they name a thing, a day, or say that nothing is there. */
const tellsNothing = (text: string): boolean => text === '' || uuid.test(text) || dateOrInstant.test(text);

const maskedNumber = (number: number): JsonValue => (number === 0 ? 0 : hidden);

/** What the event looks like, not what it says: structure, ids, dates and yes or no; every other value is hidden. */
export const maskedPayload = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return tellsNothing(value) ? value : hidden;
  if (typeof value === 'number') return maskedNumber(value);
  if (Array.isArray(value)) return value.map(maskedPayload);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, maskedPayload(inside)]));
};

const hiddenTexts = (value: JsonValue): string[] => {
  if (typeof value === 'string') return tellsNothing(value) ? [] : [value];
  if (typeof value === 'number') return value === 0 ? [] : [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(hiddenTexts) : [];
};

/** A sum that a rule names is of its own books, not of the event. */
const sum = /(?<![\w.:-])\d[\d,]*\.\d+(?![\w.:-])/g;

const partOfAWord = /\w/;

/** The text with each occurrence of the value hidden that stands by itself. */
const without = (text: string, value: string): string =>
  text.split(value).reduce((before, after) => {
    const standsAlone = !partOfAWord.test(before.at(-1) ?? '') && !partOfAWord.test(after.at(0) ?? '');
    return `${before}${standsAlone ? hidden : value}${after}`;
  });

/** An error in words, without what the payload hides, and without sums. @param payload null when it cannot be read */
export const maskedWords = (words: string, payload: JsonValue | null): string =>
  hiddenTexts(payload)
    .sort((one, other) => other.length - one.length)
    .reduce(without, words.replaceAll(sum, hidden));
