import { isAscii, isUtf8 } from 'node:buffer';
import { DomainError } from '@tradeloom/kernel';

/** UNB S001: ISO 8859-1 in syntax version 3, as most partners read it, or UTF-8 in version 4. */
export type Syntax = 'UNOC:3' | 'UNOC:4' | 'UNOW:4';

/** The separators that are written, always declared in a UNA; `*` repeats in version 4. */
const separators = { component: ':', element: '+', release: '?', terminator: "'" };

const serviceString = (syntax: Syntax): string => `UNA:+.?${syntax.endsWith('4') ? '*' : ' '}'`;

/** ISO 8859-1 where the text fits and cannot be mistaken for UTF-8. */
export const syntaxFor = (segments: readonly string[][][], asUtf8 = false): Syntax => {
  const text = segments.flat(2).join('');
  if (!isLatin1(text)) return 'UNOW:4';
  const bytes = Buffer.from(text, 'latin1');
  return isAscii(bytes) || !(asUtf8 || isUtf8(bytes)) ? 'UNOC:3' : 'UNOW:4';
};

const isLatin1 = (text: string): boolean => /^[\x20-\x7e\u00a0-\u00ff]*$/.test(text);

/** Segments -> bytes; every service character in data is released. */
export const encodeSegments = (segments: readonly string[][][], syntax: Syntax, lineBreaks: boolean): Uint8Array => {
  const special = syntax.endsWith('4') ? /[:+?'*]/g : /[:+?']/g;
  const { component, element, release, terminator } = separators;
  const end = terminator + (lineBreaks ? '\n' : '');
  const lines = segments.map((segment) =>
    segment.map((parts) => parts.map((text) => text.replace(special, `${release}$&`)).join(component)).join(element),
  );
  const text = serviceString(syntax) + (lineBreaks ? '\n' : '') + lines.map((line) => line + end).join('');
  if (syntax === 'UNOW:4') return new TextEncoder().encode(text);
  mustBeLatin1(segments, syntax);
  return Buffer.from(text, 'latin1');
};

/** A character that the declared set does not have is refused with its place, never replaced. */
const mustBeLatin1 = (segments: readonly string[][][], syntax: Syntax): void => {
  segments.forEach((segment, i) => {
    const value = segment.flat().find((text) => !isLatin1(text));
    if (value === undefined) return;
    const tag = segment[0]?.[0] ?? '';
    throw new DomainError(
      'edi.write.character-not-in-charset',
      {
        en: `${tag} holds characters that ${syntax} has not: "${value}"`,
        zh: `${tag} 含 ${syntax} 没有的字符："${value}"`,
      },
      { segment: tag, segmentPosition: i, value, syntax },
    );
  });
};
