import type { Text } from '../result.ts';

/** What is wrong with a map, and where: `rule` counts from 1, 0 is the map itself. */
export interface MapProblem {
  readonly rule: number;
  readonly field: string;
  readonly code: MapFault;
  readonly message: Text;
}

const say = (en: string, zh: string): Text => ({ en, zh });

/** {value} is what the map says there, {expected} what could stand instead. The keys are stable. */
const texts = {
  'not-a-map': say(
    'A map is { message, version, rules }, its rules at most 500',
    '映射应为 { message, version, rules }，规则最多 500 条',
  ),
  'unknown-message': say(
    '"{value}" is no message and version that a map can be made for',
    '"{value}"不是可建立映射的报文及版本',
  ),
  'not-a-rule': say('This is no rule: an object with the fields of the schema', '不是有效规则：应为符合模式的对象'),
  'unknown-field': say('No rule has a field "{value}"', '规则没有字段"{value}"'),
  'wrong-value': say('This field cannot hold that', '该字段的取值无效'),
  'says-nothing': say(
    'A rule names `path` and `at`; `at` suffices beside `fixed`, `omit` or `codes`, `path` beside `fixed`',
    '规则须写明 `path` 与 `at`；有 `fixed`、`omit` 或 `codes` 时可只写 `at`，有 `fixed` 时可只写 `path`',
  ),
  'does-not-go-together': say('{value} cannot stand beside {expected}', '{value} 不能与 {expected} 同时使用'),
  'path-syntax': say('"{value}" is no path of a document', '"{value}"不是单据路径'),
  'path-unknown': say('No document of this message has "{value}"', '该报文的单据中没有"{value}"'),
  'path-list': say('"{value}" names a list: say [] or [member=value]', '"{value}"是列表：请写 [] 或 [成员=值]'),
  'path-selector': say('"{value}" selects by what is not there', '"{value}"的选择条件不存在'),
  'path-no-value': say('"{value}" is not one value', '"{value}"不是单个值'),
  'path-not-bound': say(
    'This message does not say "{value}" loop by loop, so its members cannot be bound one by one',
    '该报文并非逐循环表达"{value}"，无法逐项绑定',
  ),
  'at-syntax': say('"{value}" is no path of a message', '"{value}"不是报文路径'),
  'loop-unknown': say(
    'There is no loop {value} there; there are: {expected}',
    '此处没有循环 {value}；可用：{expected}',
  ),
  'segment-unknown': say('{value} has no place there in this message', '该报文此处没有段 {value}'),
  'element-unknown': say('{value} does not exist in this version', '该版本没有 {value}'),
  'element-missing': say('{value} names a segment; say which element', '{value} 只写了段，请写明数据元'),
  'condition-elsewhere': say(
    '{value} belongs neither to the segment nor to one that opens a loop of the path',
    '{value} 既不属于该段，也不属于路径中循环的起始段',
  ),
  'too-long': say('"{value}" does not fit {expected}', '"{value}"超出 {expected} 的长度'),
  'other-loop': say(
    '"{value}" is said by the loop {expected}: the rule must stand in it',
    '"{value}"由循环 {expected} 表达，规则须位于其中',
  ),
  'place-taken': say('Rule {expected} writes "{value}" already', '规则 {expected} 已写入"{value}"'),
  'type-differs': say('{value} cannot be {expected}', '{value} 不能作为 {expected}'),
  'needs-date': say('A date needs the step { "date": "..." }', '日期须有 { "date": "..." } 步骤'),
  'needs-basic-date': say('{value} holds dates as YYYYMMDD', '{value} 的日期格式为 YYYYMMDD'),
  'needs-codes': say(
    '"{value}" is one of {expected}: say which in `codes`',
    '"{value}"须为 {expected} 之一：请在 `codes` 中写明',
  ),
  'value-unfit': say('"{value}" does not fit {expected}', '"{value}"不符合 {expected}'),
  'code-not-one-of': say('"{value}" is none of {expected}', '"{value}"不属于 {expected}'),
  'step-unknown': say('This is no step', '不是有效步骤'),
  'not-both-ways': say(
    'This cannot be turned round ({value}): say `direction`',
    '该规则不可逆（{value}）：请写明 `direction`',
  ),
  'one-way': say('{value} is for the direction `{expected}` alone', '{value} 只能用于方向 `{expected}`'),
  'segment-incomplete': say(
    '{value} cannot be without {expected}: say it behind `where`',
    '{value} 不能缺少 {expected}：请在 `where` 后写明',
  ),
} satisfies Readonly<Record<string, Text>>;

export type MapFault = keyof typeof texts;

export interface FaultFacts {
  readonly value?: string;
  readonly expected?: string;
}

const fill = (template: string, { value = '', expected = '' }: FaultFacts): string =>
  template.replace(/\{(value|expected)\}/g, (_, key: string) => (key === 'value' ? value.slice(0, 80) : expected));

/** Gathers what is wrong with the rules of one map. */
export class MapProblems {
  readonly list: MapProblem[] = [];

  add(rule: number, field: string, code: MapFault, facts: FaultFacts = {}): void {
    const { en, zh } = texts[code];
    this.list.push({ rule, field, code, message: { en: fill(en, facts), zh: fill(zh, facts) } });
  }

  in(rule: number, field: string): Complain {
    return (code, facts) => this.add(rule, field, code, facts);
  }

  has(rule: number): boolean {
    return this.list.some((problem) => problem.rule === rule);
  }
}

/** Says what is wrong with one field of one rule. */
export type Complain = (code: MapFault, facts?: FaultFacts) => void;
