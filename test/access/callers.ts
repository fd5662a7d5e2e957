import { createHash } from 'node:crypto';
import { type Actor, callerTokenHeader, callerTokenSigner, type OrganisationKind, type Role } from '@tradeloom/chassis';
import type { Stage } from '@tradeloom/testing';

const kinds: readonly OrganisationKind[] = ['customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection'];

/** The roles of people, and `system` for a partner's own. */
const roles: readonly Role[] = [
  'sales',
  'sales-supervisor',
  'owner',
  'merchandiser',
  'planner',
  'production-manager',
  'inspector',
  'quality-manager',
  'document-clerk',
  'document-reviewer',
  'final-reviewer',
  'finance-clerk',
  'finance-manager',
  'supplier-clerk',
  'auditor',
  'operator',
  'system',
];

/** One of every role at every kind of organisation, none of which is party to anything. */
export const everybody: readonly Actor[] = kinds.flatMap((kind) =>
  roles.map((role): Actor => ({ login: `${role}.of.${kind}`, organisation: `some-${kind}`, kind, role })),
);

export type Headers = Readonly<Record<string, string>>;

/** By the gateway's token, as the services know a caller. */
export const byToken = (service: string): ((actor: Actor) => Promise<Headers>) => {
  const sign = callerTokenSigner(process.env['CALLER_TOKEN_PRIVATE_KEY'] ?? '');
  return async (actor) => ({ [callerTokenHeader]: await sign(actor, service.replaceAll('-', '_')) });
};

/** By an API key, as the gateway knows a caller; gives everybody one. */
export const byKey = async (stage: Stage): Promise<(actor: Actor) => Promise<Headers>> => {
  await stage.seed({
    'gateway.api_keys': everybody.map(({ login, organisation, kind, role }) => ({
      key_hash: createHash('sha256').update(login).digest('hex'),
      organisation,
      organisation_kind: kind,
      login,
      role,
    })),
  });
  return ({ login }) => Promise.resolve({ authorization: `Bearer ${login}` });
};
