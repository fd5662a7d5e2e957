import type { Door } from './rows.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Operation {
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What a route takes at the least. */
export interface SampleRequest {
  readonly query: string;
  readonly body?: string;
  readonly type?: string;
}

const texts: Readonly<Record<string, string>> = { date: '2026-12-07', 'date-time': '2026-12-07T08:00:00+08:00' };

/** A value of the schema, with nothing in it that may be left out. */
const sampleOf = (api: ApiDescription, schema: Schema): unknown => {
  const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (named !== undefined) {
    return sampleOf(api, api.components.schemas[named.slice(named.lastIndexOf('/') + 1)] ?? {});
  }
  if (schema.enum) return schema.enum[0];
  if (schema.format !== undefined) return texts[schema.format];
  if (schema.example !== undefined) return schema.example;
  switch (schema.type) {
    case 'array':
      return [sampleOf(api, schema.items ?? {})];
    case 'object': {
      const { properties = {}, required = [] } = schema;
      return Object.fromEntries(required.map((name) => [name, sampleOf(api, properties[name] ?? {})]));
    }
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    default:
      return 'x';
  }
};

/** A request that the door takes as well formed, made from the API's own description. */
export const sampleRequest = (api: ApiDescription, { method, path, row }: Door): SampleRequest => {
  const { parameters = [], requestBody } = api.paths[path]?.[method.toLowerCase()] ?? {};
  if (row.file !== undefined) return { query: '', body: row.file, type: 'text/csv' };
  const asked = parameters.filter(({ in: where, required }) => where === 'query' && required);
  const named = Object.fromEntries(asked.map(({ name, schema = {} }) => [name, sampleOf(api, schema)]));
  const query = new URLSearchParams({ ...named, ...(method === 'GET' && row.asks) } as Record<string, string>);
  const schema = requestBody?.content?.['application/json']?.schema;
  const body = schema && { ...(sampleOf(api, schema) as object), ...row.asks };
  return {
    query: query.size > 0 ? `?${query}` : '',
    ...(body && { body: JSON.stringify(body), type: 'application/json' }),
  };
};
