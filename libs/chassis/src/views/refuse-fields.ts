import type { Text } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import type { InputError } from '../http/invalid-input.ts';
import { type CompiledViews, grantOf } from './compile-views.ts';

const text: Text = { en: 'is not yours to set', zh: '您无权填写该字段' };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a body that its sender may not set. What is no field at all, validation names. */
export const refusedFields = ({ resources }: CompiledViews, name: string, body: unknown, by: Actor): InputError[] => {
  const refusedIn = (resource: string, value: unknown, base: string): InputError[] => {
    if (Array.isArray(value)) return value.flatMap((entry, i) => refusedIn(resource, entry, `${base}/${i}`));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([field, held]) => {
      const rule = resources.get(resource)?.fields.get(field);
      if (!rule) return [];
      const pointer = `${base}/${field}`;
      if (rule.part !== undefined) return refusedIn(rule.part, held, pointer);
      return grantOf(rule.readers, by) === 'write' ? [] : [{ pointer, code: 'notYoursToSet', text }];
    });
  };
  return refusedIn(name, body, '');
};
