import { readFile } from 'node:fs/promises';
import type { Text } from '@tradeloom/kernel';
import type { ErrorObject } from 'ajv';

/** One thing that is wrong with a scenario: where (JSON pointer) and what. */
export interface ScenarioError {
  readonly pointer: string;
  readonly code: string;
  readonly message: Text;
}

export type ScenarioReading =
  | { readonly scenario: unknown; readonly errors: readonly [] }
  | { readonly scenario?: undefined; readonly errors: readonly ScenarioError[] };

/** Parses a scenario and holds it against its capability's JSON Schema; all errors at once. */
export const readScenario = async (json: string, schemaFile: URL): Promise<ScenarioReading> =>
  checkJson(json, JSON.parse(await readFile(schemaFile, 'utf8')) as object);

/** Parses a text and holds it against a JSON Schema; all errors at once. */
export const checkJson = async (json: string, schema: object): Promise<ScenarioReading> => {
  const parsed = parseJson(json);
  if ('error' in parsed) return { errors: [parsed.error] };
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ allErrors: true, strict: false, discriminator: true }).compile(schema);
  if (validate(parsed.value)) return { scenario: parsed.value, errors: [] };
  return { errors: (validate.errors ?? []).map(asScenarioError) };
};

const parseJson = (json: string): { value: unknown } | { error: ScenarioError } => {
  try {
    return { value: JSON.parse(json) };
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'SyntaxError') throw cause;
    const message = { en: `Not JSON: ${cause.message}`, zh: `不是合法的 JSON：${cause.message}` };
    return { error: { pointer: '', code: 'scenario.json', message } };
  }
};

const asScenarioError = ({ instancePath, keyword, params, message = '' }: ErrorObject): ScenarioError => {
  const pointer = instancePath === '' ? '/' : instancePath;
  const facts = Object.values(params as Record<string, unknown>)
    .flat()
    .map(String)
    .join(', ');
  const en = `${message}${keyword === 'enum' || keyword === 'additionalProperties' ? `: ${facts}` : ''}`;
  return {
    pointer,
    code: `scenario.${keyword}`,
    message: { en, zh: `${inChinese[keyword] ?? '不符合要求'}：${facts}` },
  };
};

const inChinese: Readonly<Record<string, string>> = {
  required: '缺少字段',
  type: '类型应为',
  enum: '只能是以下之一',
  const: '只能是',
  pattern: '格式应为',
  additionalProperties: '未知字段',
  minItems: '项数至少',
  maxItems: '项数至多',
  minimum: '最小值',
  maximum: '最大值',
  minLength: '长度至少',
  maxLength: '长度至多',
  minProperties: '字段数至少',
  discriminator: '类型未知',
  oneOf: '须恰好符合一种形式',
  anyOf: '须符合其中一种形式',
};
