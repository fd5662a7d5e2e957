import type { InputError } from '@tradeloom/chassis';

/** What is wrong with a profile, field by field. */
export type Found = readonly InputError[];

/** @param pointer RFC 6901 */
export const find = (pointer: string, code: string, en: string, zh: string): InputError => ({
  pointer,
  code,
  text: { en, zh },
});
