import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stack, spoken } from '@tradeloom/stack';
import { actingOn } from './acting.ts';
import { asOwner } from './as-owner.ts';
import { duplicated } from './checkers/duplicated.rules.ts';
import type { Heard } from './checkers/evidence.rules.ts';
import { lost } from './checkers/lost.rules.ts';
import { overPromised } from './checkers/over-promised.rules.ts';
import { reordered } from './checkers/reordered.rules.ts';
import type { Released } from './doors/doors.ts';
import { drain } from './drain.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { History } from './history.ts';
import { Load } from './load.ts';
import { Neighbours } from './neighbours/neighbours.ts';
import { ableKinds, haunt } from './nemesis/nemesis.ts';
import { countedBy, type FaultKind, faultKinds, type Period } from './nemesis/plan.rules.ts';
import { lengthOf, periodsOf, type ScheduleName } from './nemesis/schedules.rules.ts';
import type { Operation, Outcome } from './operation.rules.ts';
import { PeakMemory } from './peak-memory.ts';
import { Random } from './random.rules.ts';
import { releaseWork } from './release-work.ts';
import { slowestReaction } from './slowest-reaction.ts';
import { type Surroundings, startSurroundings } from './surroundings.ts';

export interface Result {
  readonly seed: number;
  readonly schedule: ScheduleName;
  /** whether all processes began with an earlier release */
  readonly earlier: boolean;
  /** how many of each process ran */
  readonly replicas: number;
  readonly seconds: number;
  readonly ops: number;
  readonly faults: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly overPromised: number;
  /** how many faults of each kind struck */
  readonly faultsByKind: Partial<Record<FaultKind, number>>;
  /** kinds that this machine cannot do: they were not faked */
  readonly unavailable: readonly FaultKind[];
  /** operations that were answered as done, by the door they came through */
  readonly acknowledged: Readonly<Record<string, number>>;
  /** attempts by what their client knows of them */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** operations that no attempt of was answered as done */
  readonly unserved: number;
  readonly events: number;
  /** the longest that a reaction came after its event was committed */
  readonly slowestReactionSeconds: number;
  /** events that endpoints were told, each once, and that were given to who asked */
  readonly told: number;
  /** AS2 receipts that named what was sent */
  readonly receipts: number;
  /** operations begun in a calm second */
  readonly calmOpsPerSecond: number;
  /** processes that were started again */
  readonly restarts: number;
  /** most memory that each process had while the load lasted, MiB of PSS, looked at every few seconds */
  readonly peakMiB: Readonly<Record<string, number>>;
  readonly drainSeconds: number;
  /** what was still to do when nothing moved any more, or who was rolled and did not start again; null when nothing was */
  readonly undrained: string | null;
}

export const usualPerSecond = 14;

export interface Trial {
  readonly seed: number;
  /** what is struck when; drawn by the seed when nothing is said */
  readonly schedule?: ScheduleName;
  /** how long, where the schedule does not say so itself */
  readonly seconds: number;
  /** operations begun in a second; 14 when nothing is said */
  readonly perSecond?: number;
  /** these kinds of faults only */
  readonly kinds?: readonly FaultKind[];
  /** the checkout of an earlier release, with which all processes begin and run on until they are restarted */
  readonly earlier?: string;
  /** how many of each process run; one when nothing is said */
  readonly replicas?: number;
  /** where the state of the run lies */
  readonly place: string;
  readonly say: (line: string) => void;
}

/** Load and faults at once; then heal, drain, and look at what is there. */
export const runChaos = async (trial: Trial): Promise<Result> => {
  const surroundings = await startSurroundings({ replicas: 1, ...trial });
  try {
    return await tried(trial, surroundings);
  } finally {
    await surroundings.stop();
  }
};

const tried = async (trial: Trial, surroundings: Surroundings): Promise<Result> => {
  const { seed, seconds, schedule = 'drawn' } = trial;
  const { stack } = surroundings;
  const able = ableKinds(surroundings);
  const roles = namesOf(stack);
  const plan = periodsOf(schedule, { random: new Random(seed), seconds, roles, kinds: wanted(trial, able) });
  const act = actingOn(stack);
  const released = await releaseWork(act);
  const neighbours = await Neighbours.open(stack, act);
  try {
    return await struck(trial, surroundings, { plan, released, neighbours });
  } finally {
    await neighbours.close();
  }
};

interface Begun {
  readonly plan: readonly Period[];
  readonly released: Released;
  readonly neighbours: Neighbours;
}

const struck = async (trial: Trial, surroundings: Surroundings, begun: Begun): Promise<Result> => {
  const { seed, schedule = 'drawn', say } = trial;
  const { stack, folder, keeper } = surroundings;
  const { plan, neighbours } = begun;
  say(spoken({ en: 'work is released, the faults begin', zh: '生产已放行，开始注入故障' }));
  const { operations, outcomes, peakMiB } = await storm(trial, surroundings, begun);
  const since = performance.now();
  say(spoken({ en: 'healed; draining', zh: '故障已恢复，等待处理完毕' }));
  const undrained = (await drain(stack, keeper, neighbours, say)) ?? notRolled(trial, surroundings);
  const drainSeconds = Math.round((performance.now() - since) / 100) / 10;
  say(
    undrained === undefined
      ? spoken({ en: `drained in ${drainSeconds} s`, zh: `${drainSeconds} 秒后处理完毕` })
      : spoken({ en: `not drained: ${undrained}`, zh: `未处理完毕：${undrained}` }),
  );
  const heard = await neighbours.heard();
  const [evidence, slowestReactionSeconds] = await asOwner(stack, async (owner) => [
    await gatherEvidence(stack, owner, heard),
    await slowestReaction(owner),
  ]);
  const findings = {
    lost: lost(operations, evidence),
    duplicated: duplicated(evidence),
    reordered: reordered(evidence),
    overPromised: overPromised(evidence),
  };
  writeFileSync(join(folder, 'findings.json'), `${JSON.stringify({ undrained, ...findings }, undefined, 2)}\n`);
  writeFileSync(join(folder, 'heard.json'), `${JSON.stringify(heard)}\n`);
  const counted = countedBy(plan);
  return {
    seed,
    schedule,
    earlier: trial.earlier !== undefined,
    replicas: trial.replicas ?? 1,
    seconds: lengthOf(plan),
    ops: operations.length,
    faults: Object.values(counted).reduce((sum, count) => sum + count, 0),
    lost: findings.lost.length,
    duplicated: findings.duplicated.length,
    reordered: findings.reordered.length,
    overPromised: findings.overPromised.length,
    faultsByKind: counted,
    unavailable: faultKinds.filter((kind) => !ableKinds(surroundings).includes(kind)),
    acknowledged: acknowledgedByDoor(operations),
    outcomes,
    unserved: operations.filter(({ acknowledged }) => !acknowledged).length,
    events: evidence.committed.length,
    slowestReactionSeconds,
    told: toldIn(heard),
    receipts: heard.receipts.filter(({ outcome }) => outcome === 'processed').length,
    calmOpsPerSecond: calmRate(operations, plan),
    restarts: keeper.starts,
    peakMiB,
    drainSeconds,
    undrained: undrained ?? null,
  };
};

const toldIn = ({ endpoints, asked }: Heard): number =>
  endpoints.reduce((sum, { told }) => sum + new Set(told.map(({ event }) => event)).size, asked.events.length);

const namesOf = ({ instances }: Stack): string[] => instances.map(({ name }) => name);

/** Whoever does not end when he is told to is content, and so is everything that looks at him. */
const notRolled = ({ schedule }: Trial, { stack, releases }: Surroundings): string | undefined => {
  const behind = schedule === 'rolling' ? releases.behind(namesOf(stack)) : [];
  return behind.length === 0 ? undefined : `not started again by the rollout: ${behind.join(', ')}`;
};

const wanted = ({ kinds }: Trial, able: readonly FaultKind[]): FaultKind[] =>
  able.filter((kind) => kinds?.includes(kind) ?? true);

interface Stormed {
  readonly operations: readonly Operation[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly peakMiB: Result['peakMiB'];
}

const storm = async (
  { seed, perSecond = usualPerSecond, say }: Trial,
  surroundings: Surroundings,
  { plan, released, neighbours }: Begun,
): Promise<Stormed> => {
  const { folder, stack } = surroundings;
  const history = new History(join(folder, 'history.jsonl'));
  const random = new Random(seed + 1);
  const send = neighbours.send.bind(neighbours);
  const load = new Load({ send, history, released, random, perSecond });
  const memory = new PeakMemory(stack);
  load.begin();
  let isOver = false;
  const faltering = neighbours.falter(new Random(seed + 2), () => isOver);
  try {
    await haunt(surroundings, plan, (line) => {
      const { ok, refused, unknown } = history.outcomes;
      say(`${line}; ${history.operations} operations, ${ok} ok, ${refused} refused, ${unknown} unknown`);
    });
  } finally {
    isOver = true;
    memory.stop();
    await load.end();
    await faltering;
  }
  return { operations: await history.closed(), outcomes: history.outcomes, peakMiB: memory.peakMiB };
};

/** Operations begun per second while no fault struck. */
const calmRate = (operations: readonly Operation[], plan: readonly Period[]): number => {
  const calm = plan.filter(({ fault }) => fault === null);
  const seconds = calm.reduce((sum, period) => sum + period.seconds, 0);
  const begun = operations.filter(({ begunAt }) =>
    calm.some(({ at, seconds: lasts }) => begunAt >= at * 1000 && begunAt < (at + lasts) * 1000),
  ).length;
  return seconds === 0 ? 0 : Math.round((begun / seconds) * 10) / 10;
};

const acknowledgedByDoor = (operations: readonly Operation[]): Record<string, number> => {
  const done = operations.filter(({ acknowledged }) => acknowledged);
  const byDoor = [...Map.groupBy(done, ({ door }) => door)];
  return Object.fromEntries(byDoor.map(([door, own]) => [door, own.length]));
};
