import type { ValidationError } from '@nestjs/common';
import type { Text } from '@tradeloom/kernel';

/** One bad field: where it is (JSON Pointer, RFC 6901) and why. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly text: Text;
}

export class InvalidInput extends Error {
  constructor(readonly errors: readonly InputError[]) {
    super(`invalid input: ${errors.map((e) => e.pointer).join(', ')}`);
    this.name = 'InvalidInput';
  }
}

const zhOf: Record<string, string> = {
  isString: '必须是文本',
  isNotEmpty: '不能为空',
  isIn: '取值不在允许范围内',
  isInt: '必须是整数',
  isBoolean: '必须是 true 或 false',
  isArray: '必须是列表',
  matches: '格式不正确',
  maxLength: '过长',
  min: '过小',
  whitelistValidation: '未知字段',
  isDefined: '缺少该字段',
  arrayMinSize: '至少需要一项',
  isInstant: '必须是带时区的时间，例如 2026-12-01T08:00:00+08:00',
  isObject: '必须是对象',
  nestedValidation: '必须是对象',
  max: '过大',
  isStorable: '含有无法保存的字符',
  unknownValue: '请求体必须是 JSON 对象',
  isIsoDate: '必须是存在的日期，格式 YYYY-MM-DD',
};

/** RFC 6901: `~` and `/` in a name are escaped. */
const step = (property: string | undefined): string =>
  property === undefined ? '' : `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Flattens class-validator's tree into located errors. */
export const inputErrorsOf = (errors: readonly ValidationError[], base = ''): InputError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${base}${step(property)}`;
    const own = Object.entries(constraints).map(([code, en]) => ({
      pointer,
      code,
      text: { en, zh: zhOf[code] ?? '无效' },
    }));
    return [...own, ...inputErrorsOf(children, pointer)];
  });
