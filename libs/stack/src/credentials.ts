import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Places } from './places.ts';

export type OrganisationKind = 'customer' | 'trader' | 'factory' | 'supplier' | 'forwarder' | 'inspection';

/** Who is there, without secrets: `parties.json` beside the master data. */
export interface Parties {
  readonly organisations: readonly { readonly id: string; readonly kind: OrganisationKind }[];
  /** systems that send and fetch files */
  readonly partners: readonly { readonly id: string; readonly organisation: string }[];
  readonly people: readonly { readonly login: string; readonly organisation: string; readonly role: string }[];
}

export interface PartnerCredential {
  readonly id: string;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly apiKey: string;
}

export interface PersonCredential {
  readonly login: string;
  readonly password: string;
  readonly organisation: string;
  readonly role: string;
  readonly apiKey: string;
}

/** `.tradeloom/credentials.json` */
export interface Credentials {
  readonly partners: readonly PartnerCredential[];
  readonly people: readonly PersonCredential[];
}

/** What the gateway stores of a secret. Keys are 128 random bits, so that a plain hash cannot be guessed back. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const cost = { N: 2 ** 14, r: 8, p: 5 } as const;

/** What the gateway stores of a password: `scrypt$N$r$p$salt$hash`. */
export function saltedHashOf(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, { ...cost, maxmem: 64 * 1024 * 1024 });
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('hex')}$${hash.toString('hex')}`;
}

const secret = (): string => randomBytes(16).toString('hex');

/**
 * Draws a key for every partner and person, keeps those of earlier starts, and writes `credentials.json` (0600).
 * @throws RangeError when a partner or person belongs to an organisation that is not listed
 */
export function drawCredentials(parties: Parties, places: Places): Credentials {
  const file = join(places.state, 'credentials.json');
  const known: Credentials = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials)
    : { partners: [], people: [] };
  const kindOf = (id: string): OrganisationKind => {
    const organisation = parties.organisations.find((one) => one.id === id);
    if (!organisation) throw new RangeError(`parties.json: no organisation ${id}`);
    return organisation.kind;
  };
  const credentials: Credentials = {
    partners: parties.partners.map(({ id, organisation }) => ({
      id,
      organisation,
      kind: kindOf(organisation),
      apiKey: known.partners.find((one) => one.id === id)?.apiKey ?? `tl_demo_${id}_${secret()}`,
    })),
    people: parties.people.map(({ login, organisation, role }) => {
      kindOf(organisation);
      const before = known.people.find((one) => one.login === login);
      return {
        login,
        password: before?.password ?? secret(),
        organisation,
        role,
        apiKey: before?.apiKey ?? `tl_demo_${login}_${secret()}`,
      };
    }),
  };
  writeFileSync(file, `${JSON.stringify(credentials, undefined, 2)}\n`, { mode: 0o600 });
  return credentials;
}
