import type { JsonValue } from '@bufbuild/protobuf';
import { DomainError } from '@tradeloom/kernel';

/** Values by JSON Pointer (RFC 6901); null stands for "not set", the empty pointer for the whole payload. */
export type Corrections = Readonly<Record<string, JsonValue>>;

type Inner = Record<string, JsonValue>;

const nowhere = (pointer: string): DomainError =>
  new DomainError(
    'events.held.pointer',
    { en: `The payload has no place ${pointer}`, zh: `内容中没有位置 ${pointer}` },
    { pointer },
  );

const tokensOf = (pointer: string): string[] => {
  if (!pointer.startsWith('/')) throw nowhere(pointer);
  const tokens = pointer.slice(1).split('/');
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
};

/** What the tokens lead to, which is an object or a list. */
const placeOf = (payload: JsonValue, tokens: readonly string[], pointer: string): Inner => {
  let place: JsonValue | undefined = payload;
  for (const token of tokens) {
    place = typeof place === 'object' && place !== null && Object.hasOwn(place, token) ? (place as Inner)[token] : null;
  }
  if (typeof place !== 'object' || place === null) throw nowhere(pointer);
  return place as Inner;
};

const put = (payload: JsonValue, pointer: string, value: JsonValue): JsonValue => {
  if (pointer === '') return structuredClone(value);
  const tokens = tokensOf(pointer);
  const name = tokens.pop() ?? '';
  const place = placeOf(payload, tokens, pointer);
  if (name === '__proto__' || (Array.isArray(place) && !Object.hasOwn(place, name))) throw nowhere(pointer);
  place[name] = structuredClone(value);
  return payload;
};

/**
 * The payload with only these values changed: who corrects need not know the others.
 * @throws DomainError `events.held.pointer` for a place that is none
 */
export const correctedPayload = (payload: JsonValue, corrections: Corrections): JsonValue =>
  Object.entries(corrections).reduce(
    (corrected, [pointer, value]) => put(corrected, pointer, value),
    structuredClone(payload),
  );
