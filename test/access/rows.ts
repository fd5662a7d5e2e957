import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { parse } from 'yaml';

/**
 * What is written down about a route: who may use it, of these kinds, in these roles (every kind, every role where none
 * is named), and whose record it is about.
 */
export interface GuardedRow {
  readonly kinds?: readonly string[];
  readonly roles?: readonly string[];
  /** The path names a record with parties, of `resources.ts`: to everybody else it is as if it were not there. */
  readonly of?: string;
  /** The path names a record of the caller's own organisation: the same name means another record to each. */
  readonly own?: string;
  /** Said beside what the API's description requires, where the route wants more before it looks for the record. */
  readonly asks?: Readonly<Record<string, unknown>>;
  /** The content of a file that the route takes. */
  readonly file?: string;
}
export type Row = GuardedRow | 'anybody';

/** By service, then by route. */
export const rows = parse(readFileSync(new URL('routes.yaml', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, Row>>>
>;

/** A route that is about one record, with what is written down about it. */
export interface Door {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly row: GuardedRow;
}

export const nameOf = ({ method, path }: Door): string => `${method} ${path}`;

/** Every route with a parameter. */
export const doors: readonly Door[] = Object.entries(rows).flatMap(([service, ofService]) =>
  Object.entries(ofService).flatMap(([route, row]) => {
    const [method = '', path = ''] = route.split(' ');
    return path.includes('{') && row !== 'anybody' ? [{ service, method, path, row }] : [];
  }),
);

export const letsIn = ({ kinds, roles }: GuardedRow, { kind, role }: Pick<Actor, 'kind' | 'role'>): boolean =>
  (kinds ?? [kind]).includes(kind) && (roles ?? [role]).includes(role);
