import { randomUUID } from 'node:crypto';
import type { Actor } from '@tradeloom/chassis';
import type { Resource } from './resources.ts';
import { type Door, letsIn, nameOf } from './rows.ts';

export interface Told {
  readonly status: number;
  readonly body: string;
}

/** Asks on somebody's behalf; the path is filled in. */
export type Ask = (who: Actor, door: Door, path: string) => Promise<Told>;

/** A door, and what there is behind it. */
export interface Behind {
  readonly door: Door;
  readonly resources: readonly Resource[];
}

const ownTries = 40;

const filledIn = (path: string, values: Resource['values']): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing stands for ${name} in ${path}`);
    return encodeURIComponent(value);
  });

const isNumber = (value: string): boolean => /^\d+$/.test(value);
const isPair = (value: string): boolean => /^[A-Z]{3}-[A-Z]{3}$/.test(value);

/** Of the same form, and never there. ISO 4217 keeps XTS for tests and XXX for no currency. */
const neverThere = (values: Resource['values']): Resource['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isNumber(value) ? value : isPair(value) ? 'XTS-XXX' : randomUUID(),
    ]),
  );

/** What was told, but for the name that was asked for and the trace. */
const essence = ({ status, body }: Told, values: Resource['values']): string => {
  const names = Object.values(values)
    .filter((value) => !isNumber(value))
    .flatMap((value) => [value, encodeURIComponent(value)]);
  const told = names.reduce((text, name) => text.replaceAll(name, '*'), body);
  return `${status} ${told.replaceAll(/"(traceId|instance)":"[^"]*"/g, '"$1":"*"')}`;
};

const isParty = ({ organisation }: Actor, { parties }: Resource): boolean => parties.includes(organisation);

const told = async (ask: Ask, who: Actor, door: Door, values: Resource['values']): Promise<string> =>
  essence(await ask(who, door, filledIn(door.path, values)), values);

/** One of each circle of parties: to a stranger those of one circle are alike. */
const oneOfEachCircle = (resources: readonly Resource[]): Resource[] => [
  ...new Map(resources.map((resource) => [[...resource.parties].sort().join(), resource])).values(),
];

/** A list may be empty; what is changed is there or not. */
const isLikeNothing = ({ method }: Door, answer: string): boolean =>
  answer.startsWith('404 ') || (method === 'GET' && answer.startsWith('200 '));

/**
 * Asks for records that the caller is no party to, and for one that never was.
 * @returns a line for each answer that tells the one from the other, or is none about a missing record
 */
export const foreignDiffersFromNone = async (
  { door, resources }: Behind,
  people: readonly Actor[],
  ask: Ask,
): Promise<string[]> => {
  const leaks: string[] = [];
  for (const who of people.filter((person) => letsIn(door.row, person))) {
    const foreign = oneOfEachCircle(resources.filter((resource) => !isParty(who, resource)));
    if (foreign[0] === undefined) continue;
    const none = await told(ask, who, door, neverThere(foreign[0].values));
    const asked = `${nameOf(door)} by ${who.login} of ${who.organisation}`;
    if (door.row.of !== undefined && !isLikeNothing(door, none)) leaks.push(`${asked}: nothing is answered ${none}`);
    for (const { values } of foreign) {
      const answer = await told(ask, who, door, values);
      if (answer !== none) leaks.push(`${asked}: a foreign one is answered ${answer}, a missing one ${none}`);
    }
  }
  return leaks;
};

/** @returns a line when nobody of a party is answered otherwise than about a record that never was */
export const ownIsMissing = async (
  { door, resources }: Behind,
  people: readonly Actor[],
  ask: Ask,
): Promise<string[]> => {
  const own = people
    .filter((person) => letsIn(door.row, person))
    .flatMap((who) => resources.filter((resource) => isParty(who, resource)).map((resource) => ({ who, resource })));
  const answers = new Set<string>();
  for (const { who, resource } of own.slice(0, ownTries)) {
    const none = await told(ask, who, door, neverThere(resource.values));
    const answer = await told(ask, who, door, resource.values);
    if (answer !== none) return [];
    answers.add(`${who.login}: ${answer}`);
  }
  return [`${nameOf(door)}: no party is answered otherwise than about nothing: ${[...answers].join('; ') || 'nobody'}`];
};
