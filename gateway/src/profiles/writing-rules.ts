import type { EdifactWriteOptions, LineBreaks, WriteOptions } from '@tradeloom/edi';
import type { Profile, Suffix } from './profile.ts';

const lineBreaks: Readonly<Record<Suffix, LineBreaks>> = { none: false, lf: '\n', crlf: '\r\n', cr: '\r' };

/** How X12 is written for the partner. */
export const x12Writing = ({ x12, charsets }: Profile): WriteOptions => {
  const { element, component, terminator, repetition, isa11 } = x12;
  const standard = isa11 === 'by-version' ? {} : { repetition: isa11 === 'repetition' ? repetition : null };
  return {
    delimiters: { element, component, terminator, ...standard },
    onDelimiter: x12.delimiterInData === 'refuse' ? 'refuse' : { replaceWith: x12.replacement },
    lineBreaks: lineBreaks[x12.suffix],
    charset: charsets.out,
    onForeign: charsets.foreign,
  };
};

/** How EDIFACT is written for the partner. */
export const edifactWriting = ({ edifact, charsets }: Profile): EdifactWriteOptions => {
  const { component, element, release, repetition, terminator, una, decimalMark, suffix, syntax } = edifact;
  return {
    ...(syntax && { syntax }),
    separators: { component, element, release, repetition, terminator },
    una,
    decimalMark,
    lineBreaks: lineBreaks[suffix],
    onForeign: charsets.foreign,
  };
};
