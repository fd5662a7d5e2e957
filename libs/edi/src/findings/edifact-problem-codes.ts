import { guide, type ProblemCode, structure, syntax, transport } from './problem-code.ts';

/** Findings that only EDIFACT files give rise to; what both syntaxes share stands in problem-codes.ts. */
export const edifactProblemCodes = {
  UNB_NOT_FOUND: transport('No UNB segment was found', '未找到 UNB 段'),
  FILE_IS_UTF16: transport(
    'The file is in UTF-16, which no EDIFACT syntax identifier allows',
    '文件为 UTF-16 编码，EDIFACT 语法标识均不允许',
  ),
  INTERCHANGE_REPEATED: syntax(
    'Interchange {value} of this sender occurs twice in the file',
    '文件内该发送方的交换 {value} 重复',
  ),
  UNB_UNREADABLE: syntax('The UNB segment cannot be read', 'UNB 段无法读取'),
  UNB_SEPARATORS_WITHOUT_UNA: syntax(
    'Separators other than the default ones are used without a UNA',
    '未声明 UNA 却使用非默认分隔符',
    {},
    'warning',
  ),
  SYNTAX_NOT_SUPPORTED: syntax('Syntax "{value}" is not known', '未知语法"{value}"'),
  SYNTAX_UNKNOWN: syntax(
    'Syntax identifier "{value}" is not known; the bytes decide the character set',
    '未知语法标识"{value}"，字符集由字节内容判定',
    {},
    'warning',
  ),
  CHARSET_NOT_AS_DECLARED: syntax(
    '{value} is declared, the text is {found}',
    '声明为 {value}，实际文本为 {found}',
    {},
    'warning',
  ),
  CHARSET_NOT_SUPPORTED: syntax(
    'Code extension by escape sequences (ISO 2022) is not supported',
    '不支持转义序列扩展字符集（ISO 2022）',
  ),
  UNB_SENDER_INVALID: syntax('UNB02 names no sender', 'UNB02 未写明发送方'),
  UNB_RECEIVER_INVALID: syntax('UNB03 names no receiver', 'UNB03 未写明接收方'),
  UNB_SENDER_UNKNOWN: syntax('UNB02 "{value}" is not the sender agreed', 'UNB02"{value}"不是约定的发送方'),
  UNB_RECEIVER_UNKNOWN: syntax('UNB03 "{value}" is not the receiver agreed', 'UNB03"{value}"不是约定的接收方'),
  UNB_CONTROL_TAKEN: syntax(
    'UNB05: interchange {value} of this sender was taken before',
    'UNB05：该发送方的交换 {value} 此前已接收',
  ),
  UNB_DATE_INVALID: syntax('UNB04 is not a date and time: "{value}"', 'UNB04 不是有效日期时间："{value}"'),
  UNB_CONTROL_INVALID: syntax('UNB05 is not a control reference: "{value}"', 'UNB05 不是有效控制参考号："{value}"'),
  UNZ_MISSING: syntax('The interchange ends before its UNZ', '交换在 UNZ 之前结束'),
  UNZ_CONTROL_MISMATCH: syntax('UNZ02 is {found}, UNB05 is {expected}', 'UNZ02 为 {found}，UNB05 为 {expected}'),
  UNZ_COUNT_MISMATCH: syntax('UNZ01 counts {found}, there are {expected}', 'UNZ01 计 {found}，实际 {expected}'),
  GROUPS_MIXED: syntax('Messages stand inside and outside functional groups', '报文同时出现在功能组之内与之外'),
  UNE_MISSING: syntax('The group has no UNE', '功能组缺少 UNE'),
  UNE_CONTROL_MISMATCH: syntax('UNE02 is {found}, UNG05 is {expected}', 'UNE02 为 {found}，UNG05 为 {expected}'),
  UNE_COUNT_MISMATCH: syntax(
    'UNE01 counts {found} messages, there are {expected}',
    'UNE01 计 {found} 个报文，实际 {expected} 个',
  ),
  UNT_MISSING: syntax('The message has no UNT', '报文缺少 UNT'),
  UNT_CONTROL_MISMATCH: syntax('UNT02 is {found}, UNH01 is {expected}', 'UNT02 为 {found}，UNH01 为 {expected}'),
  UNT_COUNT_MISMATCH: syntax(
    'UNT01 counts {found} segments, there are {expected}',
    'UNT01 计 {found} 段，实际 {expected} 段',
  ),
  UNH_CONTROL_INVALID: syntax('UNH01 is not a message reference: "{value}"', 'UNH01 不是有效报文参考号："{value}"'),
  UNH_CONTROL_REPEATED: syntax('UNH01 {value} occurs twice', 'UNH01 {value} 重复'),
  UNH_TYPE_INVALID: syntax('UNH02 names no message type: "{value}"', 'UNH02 未写明报文类型："{value}"'),
  RELEASE_AT_END: syntax('A release character has nothing to release', '转义字符之后没有内容'),
  MESSAGE_NOT_SUPPORTED: structure('Message {value} is not supported', '不支持报文 {value}', {}),
  MESSAGE_NOT_IN_DIRECTORY: structure(
    'There is no {value} in directory {expected}',
    '目录 {expected} 中没有 {value}',
    {},
  ),
  SEGMENT_NOT_IN_MESSAGE: structure('{segment} does not belong to this message', '{segment} 不属于该报文', {}),
  REPETITION_TOO_MANY: structure('{element} occurs more than {expected} times', '{element} 重复超过 {expected} 次', {}),
  DATE_NOT_STATED: guide(
    'No {expected} date; the date of the interchange is used',
    '未写明 {expected} 日期，改用交换日期',
  ),
  HORIZON_NOT_STATED: guide('The plan states no first day; {expected} is used', '计划未写明起始日，改用 {expected}'),
  PLAN_DATE_NOT_STATED: guide('The quantity has no date; {expected} is used', '数量未写明日期，改用 {expected}'),
  PLAN_DATES_MIXED: guide(
    'Some dates are of delivery, some of shipment; all are read as dates of {expected}',
    '日期兼有交货与发运，均按 {expected} 读取',
  ),
  PLAN_COUNTS_MIXED: guide(
    'Some quantities stand alone, some are cumulative; only those that are {expected} are read',
    '数量兼有单次与累计，仅读取 {expected}',
  ),
  CHARACTERISTIC_NOT_NAMED: guide('{segment} does not say what was measured', '{segment} 未写明所测项目'),
  TIME_NOT_STATED: guide('No time is stated; midnight of {expected} is used', '未写明时间，按 {expected} 零时处理'),
  OUTCOME_NOT_STATED: guide(
    'Neither accepted nor refused is stated; {expected} is assumed',
    '未写明接受或拒绝，按 {expected} 处理',
  ),
} as const satisfies Record<string, ProblemCode>;
