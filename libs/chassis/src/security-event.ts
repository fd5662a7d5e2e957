import type { Actor } from './access/actor.ts';
import type { CalledRequest } from './access/allow.ts';
import { log } from './log.ts';

/** What those who watch over the platform want to see, by name; docs/security/what-is-logged.md says when. */
export const securityEventNames = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'access-refused',
  'input-refused',
  'too-many-requests',
  'client-added',
  'client-revoked',
  'webhook-changed',
  'key-added',
  'key-revoked',
  'profile-activated',
] as const;
export type SecurityEventName = (typeof securityEventNames)[number];

/** Never secrets: no password, key, token, cookie or body. */
export interface SecurityFacts {
  /** as he calls himself, where nobody vouched for him */
  readonly who?: string;
  readonly organisation?: string;
  /** by what he showed who he is: `password`, `identity-provider`, `key`, `token`, `session`, `sftp-key` */
  readonly by?: string;
  /** network address */
  readonly from?: string;
  /** method and path, without the query */
  readonly where?: string;
  /** the id of what was changed */
  readonly what?: string;
  /** why it was refused, as a code */
  readonly why?: string;
}

const noteworthy: ReadonlySet<string> = new Set(['sign-in-refused', 'access-refused', 'too-many-requests']);

/** One line per event: `security` names it; when, in which service and in which trace, every line says. */
export const noteSecurity = (security: SecurityEventName, facts: SecurityFacts): void => {
  log[noteworthy.has(security) ? 'warn' : 'info']({ security, ...facts }, security);
};

interface Asked extends CalledRequest {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
}

export const whoIs = ({ login, organisation }: Actor): SecurityFacts => ({ who: login, organisation });

/** Who asked, from which address, at which door. A query may hold what is no log's business. */
export const placeOf = ({ method, url, ip, caller }: Asked): SecurityFacts => ({
  from: ip,
  where: `${method} ${url.split('?')[0]}`,
  ...(caller && whoIs(caller)),
});
