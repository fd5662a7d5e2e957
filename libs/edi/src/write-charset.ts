import { isAscii } from 'node:buffer';
import { DomainError } from '@tradeloom/kernel';
import iconv from 'iconv-lite';
import type { Charset } from './result.ts';

export type WrittenCharset = Exclude<Charset, 'utf-16le' | 'utf-16be'> | 'us-ascii';

/**
 * A character that the charset has not: refused with its place; spelt in the letters there are, where that can be done;
 * or left blank, in what is only quoted.
 */
export type OnForeign = 'refuse' | 'transliterate' | 'blank';

/** The characters that a file may hold. */
export interface Repertoire {
  readonly charset: WrittenCharset;
  /** What is named to people: `UNOB:1`, `gb18030`. */
  readonly name: string;
  /** Narrower than the charset: UNOA has no lower case. */
  readonly allowed?: RegExp;
}

interface PlaceOfText {
  readonly segment: string;
  readonly position: number;
}

export const encodeText = (text: string, charset: WrittenCharset): Uint8Array => {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  return charset === 'us-ascii' || charset === 'iso-8859-1' ? Buffer.from(text, 'latin1') : iconv.encode(text, charset);
};

/** The text as the file can hold it. @throws DomainError `edi.write.character-not-in-charset` */
export const fitted = (text: string, repertoire: Repertoire, onForeign: OnForeign, place: PlaceOfText): string => {
  if (holds(text, repertoire)) return text;
  if (onForeign === 'blank')
    return Array.from(text, (one) => (holds(one, repertoire) ? one : ' '))
      .join('')
      .trim();
  const spelt = onForeign === 'transliterate' ? spell(text, repertoire) : null;
  if (spelt !== null) return spelt;
  const { name } = repertoire;
  throw new DomainError(
    'edi.write.character-not-in-charset',
    {
      en: `${place.segment} holds characters that ${name} has not: "${text}"`,
      zh: `${place.segment} 含 ${name} 没有的字符："${text}"`,
    },
    { segment: place.segment, segmentPosition: place.position, value: text, syntax: name },
  );
};

const holds = (text: string, { charset, allowed }: Repertoire): boolean => {
  if (allowed && !allowed.test(text)) return false;
  if (charset === 'utf-8' || isAscii(Buffer.from(text))) return true;
  return charset !== 'us-ascii' && Array.from(text).every((character) => isIn(charset, character));
};

/** ISO 8859-1 without the control characters that it has between 0x80 and 0x9f. */
const isIn = (charset: WrittenCharset, character: string): boolean => {
  if (charset === 'iso-8859-1') return /^[\0-\x7e\u00a0-\u00ff]$/.test(character);
  return iconv.decode(iconv.encode(character, charset), charset) === character;
};

/** Letter by letter; null where one of them, such as a Chinese one, cannot be spelt. */
const spell = (text: string, repertoire: Repertoire): string | null => {
  const spelt = Array.from(text, (character) => spellings(character).find((one) => holds(one, repertoire)));
  return spelt.every((one) => one !== undefined) ? spelt.join('') : null;
};

const spellings = (character: string): string[] => {
  const plain = (letters[character] ?? character.normalize('NFKD')).replace(/\p{M}/gu, '').replace('⁄', '/');
  return [character, character.normalize('NFKC'), plain, plain.toUpperCase()].filter((one) => one !== '');
};

/** What Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
  ı: 'i',
  '€': 'EUR',
  '£': 'GBP',
  '‘': "'",
  '’': "'",
  '‚': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '·': '.',
  '°': 'deg',
  '。': '.',
  '、': ',',
};
