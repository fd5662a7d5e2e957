import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMappedKind, type MappedKind, type Member, type ObjectShape, shapeOf } from './canonical-shapes.ts';

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  enum?: string[];
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

const folder = resolve(import.meta.dirname, '../../../../docs/canonical');
const kinds = readdirSync(folder).map((name) => name.replace('.schema.json', ''));
const schemaOf = (kind: string): Schema =>
  JSON.parse(readFileSync(resolve(folder, `${kind}.schema.json`), 'utf8')) as Schema;

const named = (schema: Schema, root: Schema): Schema =>
  schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});

const typeOf = ({ type, pattern = '' }: Schema): string => {
  if (type !== 'string') return type ?? '';
  if (pattern.includes('T\\d')) return 'instant';
  if (pattern.startsWith('^\\d{4}')) return 'date';
  if (pattern.startsWith('^\\d{2}:')) return 'clock';
  if (pattern === '^[A-Z]{3}$') return 'currency';
  return pattern.startsWith('^-?') ? 'decimal' : 'text';
};

const member = (given: Schema, root: Schema, required: boolean): unknown => {
  const schema = named(given, root);
  const items = schema.items && named(schema.items, root);
  if (items) return items.properties ? { is: 'list', required, of: members(items, root) } : { is: 'values', required };
  if (schema.properties) return { is: 'object', required, of: members(schema, root) };
  if (schema.type === 'object') return { is: 'record', required };
  return schema.enum
    ? { is: 'value', required, type: 'text', oneOf: schema.enum }
    : { is: 'value', required, type: typeOf(schema) };
};

const members = (schema: Schema, root: Schema): object =>
  Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => name !== 'kind')
      .map(([name, one]) => [name, member(one, root, schema.required?.includes(name) ?? false)]),
  );

const plain = (shape: ObjectShape): object =>
  Object.fromEntries(
    [...shape]
      .filter(([name]) => name !== 'kept')
      .map(([name, one]: [string, Member]) => [name, 'of' in one ? { ...one, of: plain(one.of) } : one]),
  );

describe('the documents as maps name them', () => {
  it.each(kinds.filter(isMappedKind))('%s is what its published schema says', (kind) => {
    const schema = schemaOf(kind);
    expect(plain(shapeOf(kind as MappedKind))).toEqual(members(schema, schema));
  });

  it('are all but the acknowledgements', () => {
    expect(kinds.filter((kind) => !isMappedKind(kind))).toEqual([
      'functional-acknowledgement',
      'interchange-acknowledgement',
    ]);
  });
});
