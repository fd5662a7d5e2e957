import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { report, spoken } from '@tradeloom/stack';
import { type FaultKind, faultKinds } from './nemesis/plan.rules.ts';
import { isSchedule, scheduleNames } from './nemesis/schedules.rules.ts';
import { type Result, runChaos, usualPerSecond } from './run-chaos.ts';

const WRONG_USAGE = 2;
const INTERRUPTED = 130;
const defaultSeconds = 180;

const kindsSay = `${faultKinds.slice(0, 2).join(',')},...`;
const usage = {
  en: `npm run chaos -- [--seed N] [--seconds S] [--per-second N] [--kinds ${kindsSay}] [--schedule NAME] [--earlier CHECKOUT] [--json], NAME one of: ${scheduleNames}`,
  zh: `npm run chaos -- [--seed 种子] [--seconds 秒数] [--per-second 每秒操作数] [--kinds ${kindsSay}] [--schedule 名称] [--earlier 旧版目录] [--json]，名称可为：${scheduleNames}`,
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
      json: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const seconds = Number(values.seconds);
  const perSecond = Number(values['per-second']);
  const kinds = values.kinds?.split(',');
  const { schedule, earlier, json } = values;
  if (!isWhole(seed) || !isCount(seconds) || !isCount(perSecond)) return undefined;
  if (!isSchedule(schedule) || !(kinds?.every(isKind) ?? true)) return undefined;
  return {
    seed,
    seconds,
    perSecond,
    schedule,
    json,
    ...(kinds && { kinds: kinds.filter(isKind) }),
    ...(earlier && { earlier: resolve(earlier) }),
  };
};

const isSound = ({ lost, duplicated, reordered, overPromised, undrained }: Result): boolean =>
  lost + duplicated + reordered + overPromised === 0 && undrained === null;

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
