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
  isIsoDate: '必须是存在的日期，格式 YYYY-MM-DD',
};

/** Flattens class-validator's tree into located errors. */
export const inputErrorsOf = (errors: readonly ValidationError[], base = ''): InputError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${base}/${property}`;
    const own = Object.entries(constraints).map(([code, en]) => ({
      pointer,
      code,
      text: { en, zh: zhOf[code] ?? '无效' },
    }));
    return [...own, ...inputErrorsOf(children, pointer)];
  });
