import type { ProblemId } from '../findings/problem-codes.ts';
import type { Problem } from '../result.ts';

/** DE 0085 syntax error codes, as CONTRL reports each finding. What is not listed is 18, unspecified error. */
const codes: Partial<Record<ProblemId, string>> = {
  SYNTAX_NOT_SUPPORTED: '2',
  VERSION_NOT_SUPPORTED: '14',
  MESSAGE_NOT_SUPPORTED: '14',
  MESSAGE_NOT_IN_DIRECTORY: '14',
  UNB_SENDER_INVALID: '13',
  UNB_RECEIVER_INVALID: '13',
  UNB_DATE_INVALID: '12',
  UNB_CONTROL_INVALID: '12',
  UNH_CONTROL_INVALID: '12',
  UNH_TYPE_INVALID: '12',
  UNZ_MISSING: '13',
  UNE_MISSING: '13',
  UNT_MISSING: '13',
  SEGMENT_MISSING: '13',
  ELEMENT_MISSING: '13',
  ELEMENT_INVALID_CODE: '12',
  ELEMENT_INVALID_DATE: '12',
  SEGMENT_NOT_IN_MESSAGE: '15',
  SEGMENT_OUT_OF_ORDER: '15',
  ELEMENT_TOO_MANY: '16',
  COMPONENT_TOO_MANY: '16',
  RELEASE_AT_END: '21',
  INTERCHANGE_REPEATED: '26',
  UNH_CONTROL_REPEATED: '26',
  UNZ_CONTROL_MISMATCH: '28',
  UNE_CONTROL_MISMATCH: '28',
  UNT_CONTROL_MISMATCH: '28',
  UNZ_COUNT_MISMATCH: '29',
  UNE_COUNT_MISMATCH: '29',
  UNT_COUNT_MISMATCH: '29',
  GROUPS_MIXED: '30',
  SEGMENT_OUTSIDE_MESSAGE: '33',
  SEGMENT_OUTSIDE_GROUP: '33',
  SEGMENT_TOO_MANY: '35',
  REPETITION_TOO_MANY: '35',
  LOOP_TOO_MANY: '36',
  ELEMENT_INVALID_CHARACTER: '37',
  ELEMENT_TOO_LONG: '39',
  ELEMENT_TOO_SHORT: '40',
  CHARSET_NOT_SUPPORTED: '46',
};

const unspecified = '18';

export const errorCodeOf = ({ code }: Problem): string => codes[code as ProblemId] ?? unspecified;
