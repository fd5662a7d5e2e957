import type { OpenAPIObject } from '@nestjs/swagger';
import type { CompiledResource, CompiledViews } from './compile-views.ts';
import type { Field } from './view-table.ts';

type Schema = Record<string, unknown>;
type Operation = {
  responses?: Record<string, { content?: object }>;
  requestBody?: object;
  'x-settable-by'?: object;
};

const refTo = (resource: string): Schema => ({ $ref: `#/components/schemas/view-${resource}` });

const schemaOf = ({ readers, part, many, open }: Field): Schema => ({
  ...(part !== undefined && (many ? { type: 'array', items: refTo(part) } : refTo(part))),
  ...(open && { type: 'object' }),
  'x-visible-to': readers,
});

const resourceSchema = ({ fields, onlyFor }: CompiledResource): Schema => ({
  type: 'object',
  properties: Object.fromEntries([...fields].map(([name, field]) => [name, schemaOf(field)])),
  ...(onlyFor && { 'x-only-for': onlyFor }),
});

const isSuccess = (status: string): boolean => status.startsWith('2');

/** Says in the API's description who sees each field of an answer and who may set each field of a body. */
export const describeViews = (document: OpenAPIObject, { resources, routes }: CompiledViews): void => {
  const api = '/api/v1';
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.startsWith(api)) continue;
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>)) {
      const below = path.slice(api.length).replaceAll(/\{(\w+)\}/g, ':$1');
      const { shows, takes } = routes.get(`${method.toUpperCase()} ${below}`) ?? {};
      if (takes !== undefined) operation['x-settable-by'] = refTo(takes);
      if (shows === undefined) continue;
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (isSuccess(status)) response.content = { 'application/json': { schema: refTo(shows) } };
      }
    }
  }
  const described = [...resources.values()].map(
    (resource) => [`view-${resource.name}`, resourceSchema(resource)] as const,
  );
  const schemas = { ...document.components?.schemas, ...Object.fromEntries(described) };
  document.components = { ...document.components, schemas };
};
