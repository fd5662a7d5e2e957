import type { Actor, OrganisationKind, Role } from '@tradeloom/chassis';
import type { RunningPlatform } from '../flows/running-platform.ts';
import { AllRows } from './all-rows.ts';
import { everybody } from './callers.ts';
import { type Ask, type Behind, foreignDiffersFromNone, ownIsMissing } from './ownership.ts';
import { giveKeys, plant } from './planted.ts';
import { resourcesOf } from './resources.ts';
import { doors, rows } from './rows.ts';
import { type ApiDescription, sampleRequest } from './sample-request.ts';

/** Each a list of what is wrong. */
export interface Findings {
  /** Answers that tell a foreign record from none. */
  readonly leaks: readonly string[];
  /** What was said in the name of somebody who asked for what is not his. */
  readonly written: readonly string[];
  /** Doors that open for no party. */
  readonly shut: readonly string[];
}

const atOnce = 8;

const allFindings = async (
  behind: readonly Behind[],
  check: (each: Behind) => Promise<readonly string[]>,
): Promise<string[]> => {
  const left = [...behind];
  const found: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) found.push(...(await check(next)));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found;
};

const insiders = (all: AllRows): Promise<Actor[]> =>
  all.query<{ login: string; organisation: string; kind: OrganisationKind; role: Role }>(
    `select coalesce(login, partner) as login, organisation, organisation_kind as kind, coalesce(role, 'system') as role
       from gateway.api_keys`,
  );

const schemas = Object.keys(rows).map((service) => service.replaceAll('-', '_'));

/** Every event of every service, by id, with who said it; what services say of themselves is nobody's asking. */
const eventsOf = async (all: AllRows): Promise<Map<string, string>> => {
  const found = await all.query<{ id: string; said: string }>(
    schemas
      .map(
        (schema) => `select id, type || ' by ' || (actor ->> 'login') as said from ${schema}.events
                         where actor ->> 'kind' <> 'platform'`,
      )
      .join(' union all '),
  );
  return new Map(found.map(({ id, said }) => [id, said]));
};

/**
 * Every route with a parameter x everybody whom it lets in x own, foreign and none: the people of the platform, and one
 * of every role at a second organisation of every kind, which is party to nothing. Changes what it may, at the end.
 */
export const ownForeignNone = async (platform: RunningPlatform): Promise<Findings> => {
  const { body: api } = await platform.api<ApiDescription>('/api/openapi.json');
  const organisations = [...platform.callers, ...everybody].map(({ organisation }) => organisation);
  return AllRows.of(platform.ownerUrl, [...new Set(organisations)], async (all) => {
    const people = await insiders(all);
    await giveKeys(all, everybody);
    await plant(all, platform);
    const strangers = new Set(everybody.map(({ login }) => login));
    const ask: Ask = async ({ login }, door, path) => {
      const { query, ...sent } = sampleRequest(api, door);
      const key = strangers.has(login) ? login : platform.keyOf(login);
      const { status, text } = await platform.answer(key, door.method, path + query, sent);
      return { status, body: text };
    };
    const behind: Behind[] = [];
    for (const door of doors) {
      behind.push({ door, resources: await resourcesOf(all, door.row.of ?? door.row.own ?? '', door.service) });
    }
    const foreign = (each: Behind) => foreignDiffersFromNone(each, [...people, ...everybody], ask);
    const ofParties = behind.filter(({ door }) => door.row.of !== undefined);
    const before = await eventsOf(all);
    const leaks = await allFindings(ofParties, foreign);
    const after = await eventsOf(all);
    const written = [...after].filter(([id]) => !before.has(id)).map(([, said]) => said);
    const ofOwn = behind.filter(({ door }) => door.row.own !== undefined);
    leaks.push(...(await allFindings(ofOwn, foreign)));
    const shut: string[] = [];
    // what is changed may be gone for those who only look
    for (const isRead of [true, false]) {
      const some = ofParties.filter(({ door }) => (door.method === 'GET') === isRead);
      shut.push(...(await allFindings(some, (each) => ownIsMissing(each, people, ask))));
    }
    return { leaks, written, shut };
  });
};
