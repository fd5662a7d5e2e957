import { PLATFORM, readinessOf, type Stack } from '@tradeloom/stack';
import { consumerLag } from '@tradeloom/testing';
import type { Client } from 'pg';
import { asOwner } from './as-owner.ts';
import type { Neighbours } from './neighbours/neighbours.ts';
import type { Keeper } from './nemesis/keeper.ts';
import { until } from './until.ts';

/** who dies with a receipt in hand gives it back after two minutes */
const stalledSeconds = 150;
const tellEveryMs = 5_000;
const schemas = PLATFORM.map(({ schema }) => schema);

const notPublished = `select sum(count)::int as left from (${schemas
  .map((schema) => `select count(*) from ${schema}.events where published_at is null`)
  .join(' union all ')}) unpublished`;

const left = async (owner: Client, sql: string): Promise<number> =>
  Number((await owner.query<{ left: string | null }>(sql)).rows[0]?.left ?? 0);

const notReady = async ({ instances }: Stack): Promise<string | undefined> => {
  for (const instance of instances) {
    const answer = await fetch(readinessOf(instance), { signal: AbortSignal.timeout(5_000) });
    const { status, causes } = (await answer.json()) as { status: string; causes: readonly string[] };
    if (status !== 'ready') return `${instance.name} is ${status}: ${causes.join('; ')}`;
  }
  return undefined;
};

const stillToDo = async (stack: Stack, neighbours: Neighbours, owner: Client): Promise<string | undefined> => {
  try {
    const files = await left(owner, `select count(*) as left from gateway.interchanges where status = 'received'`);
    if (files > 0) return `${files} files are not read`;
    const events = await left(owner, notPublished);
    if (events > 0) return `${events} events are not published`;
    const groups = schemas.map((schema) => `tradeloom.${schema}`);
    const topics = schemas.map((schema) => `tradeloom.${schema}.v1`);
    const lag = await consumerLag(stack.brokers.split(','), groups, topics);
    if (lag > 0) return `${lag} messages are not consumed`;
    return (await notReady(stack)) ?? (await neighbours.left(owner));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/**
 * Waits until every file is fetched and read, every event published, consumed and told, nothing parked, everybody ready; twice in a row,
 * for what was consumed last may have led to more.
 * @returns what was still to do when nothing moved any more, if anything
 */
export const drain = async (
  stack: Stack,
  keeper: Keeper,
  neighbours: Neighbours,
  say: (line: string) => void,
): Promise<string | undefined> => {
  if (!(await keeper.allBack(stalledSeconds))) return 'a process did not come back';
  return asOwner(stack, (owner) => {
    let inARow = 0;
    let told = performance.now();
    return until(async () => {
      const missing = await stillToDo(stack, neighbours, owner);
      if (missing !== undefined && performance.now() - told > tellEveryMs) {
        told = performance.now();
        say(missing);
      }
      inARow = missing === undefined ? inARow + 1 : 0;
      return missing ?? (inARow < 2 ? 'once more' : undefined);
    }, stalledSeconds);
  });
};
