import { type ProblemCode, syntax } from './problem-code.ts';

/** What only the ledger of earlier files, or the partner's profile, can say of an interchange. */
export const ledgerProblemCodes = {
  CONTROL_TAKEN: syntax(
    '{element}: control number {value} of this sender was taken before',
    '{element}：该发送方的控制号 {value} 此前已接收',
    { interchange: '025', group: '6', message: '7' },
  ),
  OUT_OF_SEQUENCE: syntax(
    '{element} is {value}, but {expected} was to come next',
    '{element} 为 {value}，按顺序应为 {expected}',
    { interchange: '018' },
  ),
  MESSAGES_TOO_MANY: syntax(
    'The interchange holds more than the {expected} messages agreed',
    '交换中的报文数超过约定的 {expected} 个',
    { interchange: '024' },
  ),
  REFUSED_WITH_OTHERS: syntax(
    'Another message of this interchange is refused, and with it this one',
    '同一交换中有其他报文被拒收，本报文随之拒收',
  ),
} as const satisfies Record<string, ProblemCode>;
