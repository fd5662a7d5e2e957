import { edifactProblemCodes } from './edifact-problem-codes.ts';
import { ledgerProblemCodes } from './ledger-problem-codes.ts';
import { guide, type ProblemCode, structure, syntax, transport } from './problem-code.ts';
import { ublProblemCodes } from './ubl-problem-codes.ts';

export type { ProblemCode } from './problem-code.ts';

/**
 * Every finding the engine can make. The keys are stable: partners and runbooks match on them.
 * Places in the texts: {segment} {element} {value} {expected} {found}.
 */
export const problemCodes = {
  NOISE_BETWEEN_INTERCHANGES: transport(
    'Bytes outside any interchange were skipped',
    '交换之外的字节已跳过',
    {},
    'warning',
  ),
  INTERCHANGE_NOT_FOUND: transport('No ISA segment was found', '未找到 ISA 段'),
  ISA_NOT_FIXED_WIDTH: syntax(
    'The ISA elements are not padded to their fixed width',
    'ISA 各数据元未补足固定长度',
    {},
    'warning',
  ),
  ISA_UNREADABLE: syntax('The ISA segment cannot be read', 'ISA 段无法读取', { interchange: '022' }),
  ISA_ELEMENT_INVALID: syntax('{element} of the ISA is invalid: "{value}"', 'ISA 的 {element} 无效："{value}"', {
    interchange: '024',
  }),
  ISA_SENDER_QUALIFIER_INVALID: syntax('ISA05 is invalid: "{value}"', 'ISA05 无效："{value}"', { interchange: '005' }),
  ISA_SENDER_INVALID: syntax('ISA06 names no sender', 'ISA06 未写明发送方', { interchange: '006' }),
  ISA_RECEIVER_QUALIFIER_INVALID: syntax('ISA07 is invalid: "{value}"', 'ISA07 无效："{value}"', {
    interchange: '007',
  }),
  ISA_RECEIVER_INVALID: syntax('ISA08 names no receiver', 'ISA08 未写明接收方', { interchange: '008' }),
  ISA_DATE_INVALID: syntax('ISA09 is not a date YYMMDD: "{value}"', 'ISA09 不是 YYMMDD 日期："{value}"', {
    interchange: '014',
  }),
  ISA_TIME_INVALID: syntax('ISA10 is not a time HHMM: "{value}"', 'ISA10 不是 HHMM 时间："{value}"', {
    interchange: '015',
  }),
  ISA_VERSION_INVALID: syntax('ISA12 is not a version: "{value}"', 'ISA12 不是有效版本："{value}"', {
    interchange: '017',
  }),
  ISA_CONTROL_INVALID: syntax('ISA13 is not a control number: "{value}"', 'ISA13 不是有效控制号："{value}"', {
    interchange: '018',
  }),
  LINE_BREAK_IN_SEGMENT: syntax('Line breaks inside segments were removed', '段内换行符已去除', {}, 'warning'),
  SEGMENT_NOT_TERMINATED: syntax('The last segment has no terminator', '最后一段缺少段结束符', {}, 'warning'),
  SEGMENT_TOO_LARGE: syntax('A segment is larger than {expected} bytes', '段超过 {expected} 字节', {
    interchange: '024',
  }),
  MESSAGE_TOO_LARGE: syntax(
    'The message is longer than the limit of {expected} segments or bytes',
    '报文超过 {expected}（段或字节）的上限',
    {
      message: '5',
    },
  ),
  IEA_MISSING: syntax('The interchange ends before its IEA', '交换在 IEA 之前结束', { interchange: '023' }),
  IEA_CONTROL_MISMATCH: syntax('IEA02 is {found}, ISA13 is {expected}', 'IEA02 为 {found}，ISA13 为 {expected}', {
    interchange: '001',
  }),
  IEA_COUNT_MISMATCH: syntax(
    'IEA01 counts {found} groups, there are {expected}',
    'IEA01 计 {found} 组，实际 {expected} 组',
    {
      interchange: '021',
    },
  ),
  SEGMENT_OUTSIDE_GROUP: syntax('{segment} stands outside a group', '{segment} 位于功能组之外', { interchange: '022' }),
  GE_MISSING: syntax('The group has no GE', '功能组缺少 GE', { group: '3', interchange: '022' }),
  GE_CONTROL_MISMATCH: syntax('GE02 is {found}, GS06 is {expected}', 'GE02 为 {found}，GS06 为 {expected}', {
    group: '4',
  }),
  GE_COUNT_MISMATCH: syntax(
    'GE01 counts {found} sets, there are {expected}',
    'GE01 计 {found} 个交易集，实际 {expected} 个',
    {
      group: '5',
    },
  ),
  GS_CONTROL_INVALID: syntax('GS06 is not a control number: "{value}"', 'GS06 不是有效控制号："{value}"', {
    group: '6',
  }),
  GS_DATE_INVALID: syntax('GS04 is not a date: "{value}"', 'GS04 不是有效日期："{value}"'),
  GS_CONTROL_REPEATED: syntax(
    'GS06 {value} occurs twice in the interchange',
    '交换内 GS06 {value} 重复',
    { group: '6' },
    'warning',
  ),
  GS_FUNCTIONAL_ID_MISMATCH: syntax(
    'GS01 {found} is not the group of {expected}',
    'GS01 {found} 不是 {expected} 所属功能组',
    {},
    'warning',
  ),
  VERSION_NOT_SUPPORTED: syntax('Version "{value}" is not supported', '不支持版本"{value}"', {
    group: '2',
    message: '1',
  }),
  VERSION_READ_BY_NEAREST: syntax(
    'Version {found} is read by the tables of {expected}',
    '版本 {found} 按 {expected} 的结构表解读',
    {},
    'warning',
  ),
  SEGMENT_OUTSIDE_MESSAGE: syntax('{segment} stands outside a transaction set', '{segment} 位于交易集之外'),
  SE_MISSING: syntax('The transaction set has no SE', '交易集缺少 SE', { message: '2' }),
  SE_CONTROL_MISMATCH: syntax('SE02 is {found}, ST02 is {expected}', 'SE02 为 {found}，ST02 为 {expected}', {
    message: '3',
  }),
  SE_COUNT_MISMATCH: syntax(
    'SE01 counts {found} segments, there are {expected}',
    'SE01 计 {found} 段，实际 {expected} 段',
    {
      message: '4',
    },
  ),
  ST_CONTROL_INVALID: syntax('ST02 is not a control number: "{value}"', 'ST02 不是有效控制号："{value}"', {
    message: '7',
  }),
  ST_CONTROL_REPEATED: syntax('ST02 {value} occurs twice in the group', '功能组内 ST02 {value} 重复', { message: '7' }),
  MESSAGE_TYPE_INVALID: syntax('ST01 is missing or invalid: "{value}"', 'ST01 缺失或无效："{value}"', { message: '6' }),
  MESSAGE_TYPE_NOT_SUPPORTED: structure('Transaction set {value} is not supported', '不支持交易集 {value}', {
    message: '1',
  }),
  SEGMENT_UNKNOWN: structure('{segment} is not an X12 segment', '{segment} 不是 X12 段', { segment: '1' }),
  SEGMENT_NOT_IN_SET: structure('{segment} does not belong to this set', '{segment} 不属于该交易集', { segment: '6' }),
  SEGMENT_OUT_OF_ORDER: structure('{segment} is out of order', '{segment} 顺序不对', { segment: '7' }),
  SEGMENT_MISSING: structure('Mandatory segment {segment} is missing', '缺少必备段 {segment}', { segment: '3' }),
  SEGMENT_TOO_MANY: structure('{segment} occurs more than {expected} times', '{segment} 出现超过 {expected} 次', {
    segment: '5',
  }),
  LOOP_TOO_MANY: structure(
    'Loop {segment} occurs more than {expected} times',
    '循环 {segment} 出现超过 {expected} 次',
    {
      segment: '4',
    },
  ),
  ELEMENT_MISSING: structure('{element} is mandatory', '{element} 为必备数据元', { element: '1' }),
  ELEMENT_CONDITION_MISSING: structure('{element} is required by rule {expected}', '按规则 {expected} 须有 {element}', {
    element: '2',
  }),
  ELEMENT_EXCLUDED: structure('{element} is excluded by rule {expected}', '按规则 {expected} 不得有 {element}', {
    element: '10',
  }),
  ELEMENT_TOO_MANY: structure(
    '{segment} has more than {expected} elements',
    '{segment} 超过 {expected} 个数据元',
    { element: '3' },
    'warning',
  ),
  COMPONENT_TOO_MANY: structure(
    '{element} has too many components',
    '{element} 组成部分过多',
    { element: '3' },
    'warning',
  ),
  ELEMENT_TOO_SHORT: structure(
    '{element} is shorter than {expected}: "{value}"',
    '{element} 短于 {expected}："{value}"',
    {
      element: '4',
    },
  ),
  ELEMENT_TOO_LONG: structure(
    '{element} is longer than {expected}: "{value}"',
    '{element} 长于 {expected}："{value}"',
    {
      element: '5',
    },
  ),
  ELEMENT_INVALID_CHARACTER: structure(
    '{element} is not of type {expected}: "{value}"',
    '{element} 不符合类型 {expected}："{value}"',
    { element: '6' },
  ),
  ELEMENT_INVALID_CODE: structure('{element} has an unknown code "{value}"', '{element} 代码"{value}"无效', {
    element: '7',
  }),
  ELEMENT_INVALID_DATE: structure('{element} is not a date: "{value}"', '{element} 不是有效日期："{value}"', {
    element: '8',
  }),
  ELEMENT_INVALID_TIME: structure('{element} is not a time: "{value}"', '{element} 不是有效时间："{value}"', {
    element: '9',
  }),
  HL_PARENT_UNKNOWN: structure('HL02 {value} names no earlier HL', 'HL02 {value} 未指向在前的 HL', { element: '7' }),
  HL_REPEATED: structure('HL01 {value} occurs twice', 'HL01 {value} 重复', { element: '7' }),
  HL_CHILD_CODE_WRONG: structure(
    'HL04 {value} contradicts the hierarchy',
    'HL04 {value} 与层级不符',
    { element: '7' },
    'warning',
  ),
  PROBLEMS_CUT: structure(
    'More than {expected} problems; the rest is not listed',
    '问题超过 {expected} 个，其余不列',
    {},
  ),
  CURRENCY_NOT_STATED: guide('No CUR: the currency is not stated (XXX)', '无 CUR 段：未写明币种（记为 XXX）'),
  PRICE_NOT_STATED: guide('{segment} states no unit price (read as 0)', '{segment} 未写明单价（记为 0）'),
  QUANTITY_NOT_STATED: guide('{segment} states no quantity (read as 0)', '{segment} 未写明数量（记为 0）'),
  UNIT_NOT_STATED: guide('{segment} states no unit (read as EA)', '{segment} 未写明单位（记为 EA）'),
  REFERENCE_NOT_STATED: guide('{element} is empty; {expected} is used instead', '{element} 为空，改用 {expected}'),
  STATUS_NOT_A_MILESTONE: guide(
    'Status "{value}" is no milestone; the line is not read',
    '状态"{value}"不是里程碑，该行不读',
  ),
  QUANTITY_NOT_READ: guide(
    '{element}: no quantity of the kind "{value}" is read',
    '{element}：不读取类别为"{value}"的数量',
  ),
  QUANTITIES_NOT_ADDING_UP: guide(
    '{element} is {expected}, but its parts add up to {found}',
    '{element} 为 {expected}，但其各部分合计 {found}',
  ),
  SEGMENT_NOT_READ: guide('{segment} is valid here, but not read', '{segment} 在此有效，但不读取'),
  ORDER_NOT_STATED: guide('{segment} belongs to no order', '{segment} 不属于任何订单'),
  ...ledgerProblemCodes,
  MAP_CODE_UNKNOWN: structure(
    'Rule {expected} of the map has no code "{value}"',
    '映射规则 {expected} 中没有代码"{value}"',
    { element: '7' },
  ),
  MAP_VALUE_UNUSABLE: structure(
    'Rule {expected} of the map cannot use "{value}"',
    '映射规则 {expected} 无法使用"{value}"',
    { element: '6' },
  ),
  MAP_PART_INCOMPLETE: guide(
    'Rule {expected} of the map says "{value}" of something that is not stated otherwise; it is not read',
    '映射规则 {expected} 给出"{value}"，但其所属内容未另行写明，故不读取',
  ),
  ...edifactProblemCodes,
  ...ublProblemCodes,
} as const satisfies Record<string, ProblemCode>;

export type ProblemId = keyof typeof problemCodes;

export const codeOf = (id: string): ProblemCode | undefined => (problemCodes as Record<string, ProblemCode>)[id];
