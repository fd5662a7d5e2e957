import type { Actor } from '../access/actor.ts';
import type { Field, Grant, Readers, Resource, RouteView, ViewTable } from './view-table.ts';

/** A resource with one entry a field. */
export interface CompiledResource {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly onlyFor: readonly string[] | undefined;
}

export interface CompiledViews {
  readonly resources: ReadonlyMap<string, CompiledResource>;
  readonly routes: ReadonlyMap<string, RouteView>;
}

const isField = (said: Field | Readers): said is Field => 'readers' in said;

const fieldsOf = (name: string, resource: Resource): ReadonlyMap<string, Field> => {
  const fields = new Map<string, Field>();
  for (const [names, said] of Object.entries(resource)) {
    for (const field of names.split(/\s+/)) {
      if (fields.has(field)) throw new Error(`${name}.${field} stands twice in the table`);
      fields.set(field, isField(said) ? said : { readers: said });
    }
  }
  return fields;
};

/** @throws Error for a field that stands twice, or a resource that is named and not there */
export const compileViews = ({ resources, onlyFor = {}, routes }: ViewTable): CompiledViews => {
  const compiled = new Map(
    Object.entries(resources).map(([name, resource]) => [
      name,
      { name, fields: fieldsOf(name, resource), onlyFor: onlyFor[name] },
    ]),
  );
  const mustKnow = (name: string | undefined, where: string): void => {
    if (name !== undefined && !compiled.has(name)) throw new Error(`${where} names ${name}, which has no table`);
  };
  for (const { name, fields } of compiled.values()) {
    for (const [field, { part }] of fields) mustKnow(part, `${name}.${field}`);
  }
  for (const [name, fields] of Object.entries(onlyFor)) {
    mustKnow(name, 'onlyFor');
    for (const field of fields) {
      if (!compiled.get(name)?.fields.has(field)) throw new Error(`onlyFor names ${name}.${field}, which is no field`);
    }
  }
  for (const [route, { shows, takes }] of Object.entries(routes)) {
    mustKnow(shows, route);
    mustKnow(takes, route);
  }
  return { resources: compiled, routes: new Map(Object.entries(routes)) };
};

/** What this reader may do with a field. */
export const grantOf = (readers: Readers, { kind, role }: Pick<Actor, 'kind' | 'role'>): Grant => {
  const said = readers[kind] ?? 'none';
  return typeof said === 'string' ? said : (said[role] ?? said.others ?? 'none');
};
