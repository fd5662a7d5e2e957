import { DomainError, must } from '@tradeloom/kernel';
import { encodeText, fitted, type OnForeign, type WrittenCharset } from '../write-charset.ts';
import type { Element } from './message.ts';

export interface Delimiting {
  element: string;
  component: string;
  /** Null before 00402. */
  repetition: string | null;
  terminator: string;
}

export type OnDelimiter = 'refuse' | { replaceWith: string };

export const defaultDelimiting = (version: string): Delimiting => ({
  element: '*',
  component: '>',
  repetition: version >= '004020' ? '^' : null,
  terminator: '~',
});

/** How segments become bytes. */
export interface Encoding {
  delimiting: Delimiting;
  onDelimiter: OnDelimiter;
  /** Behind each segment: a line break, or nothing. */
  lineBreak: string;
  charset: WrittenCharset;
  onForeign: OnForeign;
}

/**
 * Segments -> bytes. X12 has no release character before 007040: a delimiter inside data is refused with its place,
 * or replaced where the partner's profile says so; it is never written.
 */
export const encodeSegments = (
  segments: readonly Element[][],
  { delimiting, onDelimiter, lineBreak, charset, onForeign }: Encoding,
): Uint8Array => {
  mustDiffer(delimiting);
  const marks = Object.values(delimiting).filter((d): d is string => d !== null);
  const repertoire = { charset, name: charset };
  let position = 0;
  const texts = segments.map((segment) => {
    position = segment[0] === 'ST' ? 1 : position + 1;
    const clean =
      (element: number) =>
      (text: string): string => {
        // ISA11 and ISA16 declare delimiters: they are the data there.
        if (segment[0] === 'ISA' && (element === 11 || element === 16)) return text;
        const place = { segment: String(segment[0]), position, element };
        return cleanText(fitted(text, repertoire, onForeign, place), marks, onDelimiter, place);
      };
    const parts = segment.map((element, n) =>
      typeof element === 'string' ? clean(n)(element) : element.map(clean(n)).join(delimiting.component),
    );
    const last = parts.findLastIndex((part) => part !== '');
    // What could not be quoted at the end is left off.
    const written = onForeign === 'blank' ? parts.slice(0, last + 1) : parts;
    return written.join(delimiting.element) + delimiting.terminator;
  });
  return encodeText(texts.map((text) => text + lineBreak).join(''), charset);
};

const mustDiffer = (delimiting: Delimiting): void => {
  const marks = Object.values(delimiting).filter((d) => d !== null);
  must(
    new Set(marks).size === marks.length && marks.every((m) => /^[^A-Za-z0-9 ]$/.test(m) && m < '\u007f'),
    'edi.write.delimiters-invalid',
    {
      en: 'Delimiters are single, different characters and no letters or digits',
      zh: '分隔符须为互不相同的单个非字母数字字符',
    },
    { delimiters: marks.join(' ') },
  );
};

const cleanText = (
  text: string,
  marks: readonly string[],
  onDelimiter: OnDelimiter,
  place: { segment: string; position: number; element: number },
): string => {
  const found = marks.find((mark) => text.includes(mark));
  if (found === undefined) return text;
  if (onDelimiter !== 'refuse') return marks.reduce((t, mark) => t.replaceAll(mark, onDelimiter.replaceWith), text);
  const name = `${place.segment}${String(place.element).padStart(2, '0')}`;
  throw new DomainError(
    'edi.write.delimiter-in-data',
    { en: `${name} contains the delimiter "${found}": "${text}"`, zh: `${name} 含分隔符"${found}"："${text}"` },
    { segment: place.segment, segmentPosition: place.position, element: place.element, value: text, delimiter: found },
  );
};
