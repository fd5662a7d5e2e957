import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_REPLICAS, report, spoken } from '@tradeloom/stack';
import { type FaultKind, faultKinds } from './nemesis/plan.rules.ts';
import { isSchedule, scheduleNames } from './nemesis/schedules.rules.ts';
import { type Result, runChaos, usualPerSecond } from './run-chaos.ts';

const WRONG_USAGE = 2;
const INTERRUPTED = 130;
const defaultSeconds = 180;

const kindsSay = `${faultKinds.slice(0, 2).join(',')},...`;
const usage = {
  en: `npm run chaos -- [--seed N] [--seconds S] [--per-second N] [--kinds ${kindsSay}] [--schedule NAME] [--earlier CHECKOUT] [--replicas N] [--json], NAME one of: ${scheduleNames}`,
  zh: `npm run chaos -- [--seed 种子] [--seconds 秒数] [--per-second 每秒操作数] [--kinds ${kindsSay}] [--schedule 名称] [--earlier 旧版目录] [--replicas 每个进程的实例数] [--json]，名称可为：${scheduleNames}`,
};

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0;

const isCount = (value: number): boolean => isWhole(value) && value > 0;

const isKind = (name: string): name is FaultKind => (faultKinds as readonly string[]).includes(name);

/** What one run asks for; undefined when the arguments make no sense. */
const asked = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string', default: String(defaultSeconds) },
      'per-second': { type: 'string', default: String(usualPerSecond) },
      kinds: { type: 'string' },
      schedule: { type: 'string', default: 'drawn' },
      earlier: { type: 'string' },
      replicas: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const seconds = Number(values.seconds);
  const perSecond = Number(values['per-second']);
  const replicas = Number(values.replicas);
  const kinds = values.kinds?.split(',');
  const { schedule, earlier, json } = values;
  if (!isWhole(seed) || !isCount(seconds) || !isCount(perSecond)) return undefined;
  if (!isCount(replicas) || replicas > MOST_REPLICAS) return undefined;
  if (!isSchedule(schedule) || !(kinds?.every(isKind) ?? true)) return undefined;
  return {
    seed,
    seconds,
    perSecond,
    replicas,
    schedule,
    json,
    ...(kinds && { kinds: kinds.filter(isKind) }),
    ...(earlier && { earlier: resolve(earlier) }),
  };
};

/** Where there is another of each, nobody may notice that one is restarted. */
const isServed = ({ schedule, replicas, unserved }: Result): boolean =>
  schedule !== 'rolling' || replicas === 1 || unserved === 0;

const isSound = (result: Result): boolean =>
  result.lost + result.duplicated + result.reordered + result.overPromised === 0 &&
  result.undrained === null &&
  isServed(result);

/** The seed first, the result last, one JSON object on a line; how it goes on is told on standard error with --json. */
const main = async (): Promise<number> => {
  const wanted = asked();
  if (!wanted) {
    process.stderr.write(`${spoken(usage)}\n`);
    return WRONG_USAGE;
  }
  const { seed, seconds, schedule, json } = wanted;
  const out = json ? process.stderr : process.stdout;
  const say = (line: string): void => void out.write(`${line}\n`);
  say(spoken({ en: `seed ${seed}, ${schedule}, ${seconds} s`, zh: `种子 ${seed}，${schedule}，${seconds} 秒` }));
  const result = await runChaos({ ...wanted, place: 'chaos', say });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return isSound(result) ? 0 : 1;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(INTERRUPTED));

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(report(error)),
);
