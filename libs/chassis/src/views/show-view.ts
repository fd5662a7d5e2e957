import type { Actor } from '../access/actor.ts';
import { type CompiledResource, type CompiledViews, grantOf } from './compile-views.ts';
import type { Field } from './view-table.ts';

type Values = Readonly<Record<string, unknown>>;

/** A text, an amount and a quantity are values: who may see the field sees both halves. */
const valueObjects: readonly (readonly [string, string])[] = [
  ['en', 'zh'],
  ['amount', 'currency'],
  ['value', 'unit'],
];

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const isPlain = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isObject(value)) return true;
  const names = Object.keys(value);
  return valueObjects.some(
    ([first, second]) =>
      names.length === 2 && first in value && second in value && !isObject(value[first]) && !isObject(value[second]),
  );
};

const shortestShownInPart = 8;
const shownInPart = 4;

/** Enough of a number to know it again, none of an amount. */
const masked = (value: unknown): string | null => {
  if (typeof value !== 'string') return null;
  return value.length < shortestShownInPart ? '***' : `***${value.slice(-shownInPart)}`;
};

/** Told of each field that an answer has and the table has not: `order.lines`. */
export type Untabled = (field: string) => void;

/** One reader's way through a table. */
class Showing {
  constructor(
    private readonly views: CompiledViews,
    private readonly reader: Actor,
    private readonly untabled: Untabled,
  ) {}

  of(name: string, answer: unknown): unknown {
    const resource = this.views.resources.get(name);
    if (!resource) throw new Error(`${name} has no table`);
    return Array.isArray(answer) ? this.list(resource, answer) : this.part(resource, answer);
  }

  private part(resource: CompiledResource, value: unknown): unknown {
    if (value === null || value === undefined) return value;
    if (!isObject(value)) return this.refused(resource.name);
    if (!this.isFor(resource, value)) return undefined;
    const shown: Record<string, unknown> = {};
    for (const [name, held] of Object.entries(value)) {
      const seen = this.field(`${resource.name}.${name}`, resource.fields.get(name), held);
      if (seen !== undefined) shown[name] = seen;
    }
    return shown;
  }

  private isFor({ onlyFor }: CompiledResource, value: Values): boolean {
    return !onlyFor || onlyFor.some((field) => value[field] === this.reader.organisation);
  }

  private field(where: string, rule: Field | undefined, value: unknown): unknown {
    if (!rule) return this.refused(where);
    const grant = grantOf(rule.readers, this.reader);
    if (grant === 'none') return rule.many ? [] : undefined;
    if (grant === 'masked') return masked(value);
    const part = rule.part === undefined ? undefined : this.views.resources.get(rule.part);
    if (part) return rule.many ? this.list(part, value) : this.part(part, value);
    return rule.open || isPlain(value) ? value : this.refused(where);
  }

  private list(part: CompiledResource, value: unknown): unknown {
    if (value === null || value === undefined) return value;
    if (!Array.isArray(value)) return this.refused(part.name) ?? [];
    return value.map((entry) => this.part(part, entry)).filter((entry) => entry !== undefined);
  }

  private refused(where: string): undefined {
    this.untabled(where);
    return undefined;
  }
}

/** An answer as its reader may see it: what he may not see is not there, and a list of it is empty. */
export const showView = (
  views: CompiledViews,
  name: string,
  answer: unknown,
  reader: Actor,
  untabled: Untabled,
): unknown => new Showing(views, reader, untabled).of(name, answer);
