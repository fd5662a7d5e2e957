import { isAscii, isUtf8 } from 'node:buffer';
import { must } from '@tradeloom/kernel';
import { encodeText, fitted, type OnForeign, type Repertoire, type WrittenCharset } from '../write-charset.ts';
import { charsetDeclaredBy } from './declared-charset.ts';

/** UNB 0001 that can be written. */
export const writtenIdentifiers = [
  'UNOA',
  'UNOB',
  'UNOC',
  'UNOD',
  'UNOE',
  'UNOF',
  'UNOG',
  'UNOH',
  'UNOI',
  'UNOJ',
  'UNOK',
  'UNOL',
  'UNOW',
  'UNOY',
] as const;

/** UNB S001. By default ISO 8859-1 in syntax version 3, as most partners read it, or UTF-8 in version 4. */
export type Syntax = `${(typeof writtenIdentifiers)[number]}:${1 | 2 | 3 | 4}`;

/** What stands between the parts, and what releases such a character in data. */
export interface Separators {
  component: string;
  element: string;
  release: string;
  terminator: string;
  /** Only in syntax version 4. */
  repetition: string;
}

export const usualSeparators: Separators = {
  component: ':',
  element: '+',
  release: '?',
  terminator: "'",
  repetition: '*',
};

/** How segments become bytes. */
export interface Encoding {
  syntax: Syntax;
  separators: Separators;
  decimalMark: '.' | ',';
  /** Whether a UNA stands there even if it says only what holds without it. */
  una: 'always' | 'when-needed';
  /** Behind each segment: a line break, or nothing. */
  lineBreak: string;
  onForeign: OnForeign;
}

/** ISO 8859-1 where the text fits and cannot be mistaken for UTF-8. */
export const syntaxFor = (segments: readonly string[][][], asUtf8 = false): Syntax => {
  const text = segments.flat(2).join('');
  if (!isLatin1(text)) return 'UNOW:4';
  const bytes = Buffer.from(text, 'latin1');
  return isAscii(bytes) || !(asUtf8 || isUtf8(bytes)) ? 'UNOC:3' : 'UNOW:4';
};

const isLatin1 = (text: string): boolean => /^[\x20-\x7e\u00a0-\u00ff]*$/.test(text);

/** Segments -> bytes; every service character in data is released. */
export const encodeSegments = (segments: readonly string[][][], encoding: Encoding): Uint8Array => {
  const { syntax, separators, lineBreak, onForeign } = encoding;
  mustDiffer(separators);
  const repertoire = repertoireOf(syntax);
  const releasing = releaserOf(encoding);
  const { component, element, terminator } = separators;
  const lines = segments.map((segment, position) => {
    const place = { segment: segment[0]?.[0] ?? '', position };
    const parts = segment.map((texts) =>
      texts.map((text) => releasing(fitted(text, repertoire, onForeign, place))).join(component),
    );
    return parts.join(element) + terminator + lineBreak;
  });
  return encodeText(serviceString(encoding) + lines.join(''), repertoire.charset);
};

const isFour = (syntax: Syntax): boolean => syntax.endsWith('4');

const serviceString = ({ syntax, separators, decimalMark, una, lineBreak }: Encoding): string => {
  const isUsual = JSON.stringify(separators) === JSON.stringify(usualSeparators) && decimalMark === '.';
  if (una === 'when-needed' && isUsual) return '';
  const { component, element, release, repetition, terminator } = separators;
  return `UNA${component}${element}${decimalMark}${release}${isFour(syntax) ? repetition : ' '}${terminator}${lineBreak}`;
};

const releaserOf = ({ syntax, separators }: Encoding): ((text: string) => string) => {
  const { component, element, release, repetition, terminator } = separators;
  const special = new Set([component, element, release, terminator, ...(isFour(syntax) ? [repetition] : [])]);
  return (text) => {
    if (!Array.from(special).some((mark) => text.includes(mark))) return text;
    return Array.from(text, (one) => (special.has(one) ? release + one : one)).join('');
  };
};

const mustDiffer = (separators: Separators): void => {
  const marks = Object.values(separators);
  must(
    new Set(marks).size === marks.length && marks.every((mark) => /^[^A-Za-z0-9 ]$/.test(mark) && mark < '\u007f'),
    'edi.write.separators-invalid',
    {
      en: 'Separators are single, different characters and no letters or digits',
      zh: '分隔符须为互不相同的单个非字母数字字符',
    },
    { separators: marks.join(' ') },
  );
};

/** Level A of ISO 9735 knows capitals only; level B the small letters too. Partners send more, but we do not. */
const levelA = /^[A-Z0-9 .,\-()/=!"%&*;<>'+:?]*$/;
const levelB = /^[A-Za-z0-9 .,\-()/=!"%&*;<>'+:?]*$/;

const repertoireOf = (syntax: Syntax): Repertoire => {
  const identifier = syntax.slice(0, 4);
  const charset = charsetDeclaredBy(identifier);
  if (charset) return { charset: charset as WrittenCharset, name: syntax };
  return { charset: 'us-ascii', name: syntax, allowed: identifier === 'UNOA' ? levelA : levelB };
};
