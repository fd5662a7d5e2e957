import type { type } from '@tradeloom/contracts';
import type { Source } from './order.rules.ts';

export const sourceOf = (ref: type.DocumentRef | undefined): Source | null => {
  if (ref === undefined) return null;
  const { interchangeId, messageControl, messageType, groupControl, position } = ref;
  return { interchangeId, messageControl, messageType, groupControl, position };
};
