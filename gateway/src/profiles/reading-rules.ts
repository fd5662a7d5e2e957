import type { FileOptions, Severities, Severity } from '@tradeloom/edi';
import type { Profile, Strict } from './profile.ts';

const weight: Readonly<Record<Strict, Severity>> = { refuse: 'error', note: 'warning' };

/** What a file of the partner's is read by. */
export const readingRules = ({ charsets, versions, strictness }: Profile): FileOptions => ({
  ...(charsets.in && { charset: charsets.in }),
  severities: severitiesOf(strictness),
  versions: Object.fromEntries(versions.readAs.map(({ type, version }) => [type, version])),
});

const severitiesOf = (strictness: Profile['strictness']): Severities => {
  const { lengths } = strictness;
  const [segments, repeats] = [weight[strictness.unknownSegments], weight[strictness.repeats]];
  return {
    SEGMENT_UNKNOWN: segments,
    SEGMENT_NOT_IN_SET: segments,
    SEGMENT_NOT_IN_MESSAGE: segments,
    SEGMENT_TOO_MANY: repeats,
    LOOP_TOO_MANY: repeats,
    REPETITION_TOO_MANY: repeats,
    ELEMENT_INVALID_CODE: weight[strictness.codes],
    CHARSET_NOT_AS_DECLARED: weight[strictness.charset],
    SYNTAX_UNKNOWN: weight[strictness.charset],
    ISA_NOT_FIXED_WIDTH: weight[strictness.unpaddedIsa],
    ...(lengths !== 'texts-noted' && { ELEMENT_TOO_LONG: weight[lengths], ELEMENT_TOO_SHORT: weight[lengths] }),
  };
};
