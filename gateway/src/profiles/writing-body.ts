import { TextField } from '@tradeloom/chassis';
import { type Syntax, writtenIdentifiers } from '@tradeloom/edi';
import type { EdifactWriting, Part, Suffix, X12Writing } from './profile.ts';

const optional = true;
const suffixes: readonly Suffix[] = ['none', 'lf', 'crlf', 'cr'];
const syntaxes: readonly Syntax[] = writtenIdentifiers.flatMap((name) =>
  ([1, 2, 3, 4] as const).map((version): Syntax => `${name}:${version}`),
);

const Mark = (description: string): PropertyDecorator => TextField({ optional, max: 1, description });
const SuffixField = (): PropertyDecorator =>
  TextField({ optional, enum: suffixes, description: 'behind each segment that we write' });
/** How our X12 is written. */
export class X12Body implements Part<X12Writing> {
  @Mark('element separator') element?: string;
  @Mark('component separator, ISA16') component?: string;
  @TextField({ optional, enum: ['by-version', 'standards-id', 'repetition'] }) isa11?: X12Writing['isa11'];
  @Mark('repetition separator, where isa11 is repetition') repetition?: string;
  @Mark('segment terminator') terminator?: string;
  @SuffixField() suffix?: Suffix;
  @TextField({ optional, enum: ['replace', 'refuse'], description: 'a separator found in data' })
  delimiterInData?: X12Writing['delimiterInData'];
  @Mark('what takes its place') replacement?: string;
}

/** How our EDIFACT is written. */
export class EdifactBody implements Part<EdifactWriting> {
  @TextField({ optional, enum: syntaxes, description: 'S001; left out: UNOC:3 where its characters do, else UNOW:4' })
  syntax?: Syntax;
  @TextField({ optional, enum: ['always', 'when-needed'] }) una?: EdifactWriting['una'];
  @Mark('component separator') component?: string;
  @Mark('element separator') element?: string;
  @Mark('release character') release?: string;
  @Mark('repetition separator, of syntax version 4') repetition?: string;
  @Mark('segment terminator') terminator?: string;
  @TextField({ optional, enum: ['.', ','] }) decimalMark?: EdifactWriting['decimalMark'];
  @SuffixField() suffix?: Suffix;
}
