import type { Actor } from '@tradeloom/chassis';
import type { Kinds } from './for-everybody.ts';
import type { Partner } from './partner.table.ts';

/** The same caller that the partner's API key makes; null when his company is none of the platform's. */
export const partnerActor = ({ id, organisation }: Partner, kinds: Kinds): Actor | null => {
  const kind = kinds.get(organisation);
  return kind ? { login: id, organisation, kind, role: 'system' } : null;
};
