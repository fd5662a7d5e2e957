import type { Text } from '@tradeloom/kernel';

const plain: Readonly<Record<string, Text>> = {
  isDefined: { en: 'is missing', zh: '缺少该字段' },
  isString: { en: 'must be a text', zh: '必须是文本' },
  isNotEmpty: { en: 'must not be empty', zh: '不能为空' },
  isStorable: { en: 'must not contain NUL or broken characters', zh: '含有无法保存的字符' },
  isInt: { en: 'must be an integer', zh: '必须是整数' },
  isBoolean: { en: 'must be true or false', zh: '必须是 true 或 false' },
  isArray: { en: 'must be a list', zh: '必须是列表' },
  isObject: { en: 'must be an object', zh: '必须是对象' },
  whitelistValidation: { en: 'is no field of this object', zh: '未知字段' },
  isIsoDate: { en: 'must be an existing date, YYYY-MM-DD', zh: '必须是存在的日期，格式 YYYY-MM-DD' },
  isInstant: {
    en: 'must be an existing instant with an offset, RFC 3339',
    zh: '必须是带时区的时间，例如 2026-12-01T08:00:00+08:00',
  },
};

const bounded: Readonly<Record<string, (bound: string) => Text>> = {
  isIn: (choice) => ({ en: `must be one of: ${choice}`, zh: `取值须为：${choice}` }),
  matches: (form) => ({ en: `must have the form ${form}`, zh: `格式须为 ${form}` }),
  maxLength: (max) => ({ en: `is longer than ${max} characters`, zh: `超过 ${max} 个字符` }),
  min: (min) => ({ en: `must be at least ${min}`, zh: `不得小于 ${min}` }),
  max: (max) => ({ en: `must be at most ${max}`, zh: `不得大于 ${max}` }),
  arrayMinSize: (min) => ({ en: `must have at least ${min} entries`, zh: `至少需要 ${min} 项` }),
};

const boundOf = (constraint: unknown): string => {
  if (constraint instanceof RegExp) return constraint.source;
  return Array.isArray(constraint) ? constraint.join(', ') : String(constraint);
};

/**
 * What to tell the sender of a value that breaks the rule.
 * @param code class-validator's name of the rule
 * @throws Error for a rule that has no text here: the chassis' fields use none such
 */
export const brokenRule = (code: string, [bound]: readonly unknown[] = []): Text => {
  const says = plain[code] ?? bounded[code]?.(boundOf(bound));
  if (!says) throw new Error(`the rule ${code} has no text`);
  return says;
};
