import type { MapProblems } from './map-problem.ts';
import type { MapRule, PartnerMap } from './partner-map.ts';
import { stepOf } from './steps.ts';

const mostRules = 500;
const mostCodes = 5000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 500;

const isCodes = (value: unknown): boolean => {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return entries.length > 0 && entries.length <= mostCodes && entries.flat().every(isText);
};

const isCondition = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(([key, text]) => ['path', 'at', 'is'].includes(key) && isText(text)) &&
  'path' in value !== 'at' in value;

const fields: Readonly<Record<keyof MapRule, (value: unknown) => boolean>> = {
  path: isText,
  at: isText,
  direction: (value) => value === 'in' || value === 'out',
  codes: isCodes,
  default: isText,
  fixed: isText,
  when: isCondition,
  apply: (value) => Array.isArray(value) && value.length > 0 && value.length <= 10,
  concat: (value) => Array.isArray(value) && value.length > 0 && value.length <= 10 && value.every(isText),
  omit: (value) => value === true,
  note: isText,
};

/** What each of these says would be lost beside the other. */
const excluding: readonly (readonly [keyof MapRule, keyof MapRule])[] = [
  ['omit', 'path'],
  ['omit', 'fixed'],
  ['omit', 'default'],
  ['omit', 'codes'],
  ['omit', 'apply'],
  ['omit', 'concat'],
  ['fixed', 'default'],
  ['fixed', 'codes'],
  ['fixed', 'apply'],
  ['fixed', 'concat'],
];

/** The map, where what was given has the form of one; what its rules lack is said. @returns null when it has not */
export const checkShape = (given: unknown, problems: MapProblems): PartnerMap | null => {
  if (!isRecord(given) || !isText(given['message']) || !isText(given['version']) || !Array.isArray(given['rules'])) {
    problems.add(0, '', 'not-a-map');
    return null;
  }
  const strange = Object.keys(given).filter((key) => !['message', 'version', 'rules'].includes(key));
  if (strange.length > 0 || given['rules'].length > mostRules) {
    problems.add(0, strange[0] ?? 'rules', 'not-a-map');
    return null;
  }
  given['rules'].forEach((rule: unknown, i) => {
    checkRule(rule, i + 1, problems);
  });
  return given as unknown as PartnerMap;
};

/** Where the partner's codes stand for the standard's, the document has no part in it. */
const besideCodesAlone = (['default', 'apply', 'concat', 'when'] as const).map((other) => ['codes', other] as const);

const exclusionsOf = (rule: Record<string, unknown>): readonly (readonly [keyof MapRule, keyof MapRule])[] =>
  'path' in rule ? excluding : [...excluding, ...besideCodesAlone];

const isOneSided = (rule: Record<string, unknown>): boolean => 'fixed' in rule || 'omit' in rule || 'codes' in rule;

const checkRule = (rule: unknown, n: number, problems: MapProblems): void => {
  if (!isRecord(rule)) {
    problems.add(n, '', 'not-a-rule');
    return;
  }
  for (const [field, value] of Object.entries(rule)) {
    const holds = Object.hasOwn(fields, field) ? fields[field as keyof MapRule] : undefined;
    if (!holds) problems.add(n, field, 'unknown-field', { value: field });
    else if (!holds(value)) problems.add(n, field, 'wrong-value');
  }
  for (const [one, other] of exclusionsOf(rule)) {
    if (one in rule && other in rule) problems.add(n, other, 'does-not-go-together', { value: other, expected: one });
  }
  const saysEnough = 'at' in rule ? 'path' in rule || isOneSided(rule) : 'path' in rule && 'fixed' in rule;
  if (!saysEnough) problems.add(n, '', 'says-nothing');
  const steps: readonly unknown[] = Array.isArray(rule['apply']) ? rule['apply'] : [];
  for (const [i, step] of steps.entries()) if (!stepOf(step)) problems.add(n, `apply[${i}]`, 'step-unknown');
};
