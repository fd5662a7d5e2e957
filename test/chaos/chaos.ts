import { parseArgs } from 'node:util';
import { report, spoken } from '@tradeloom/stack';
import { type FaultKind, faultKinds } from './nemesis/plan.rules.ts';
import { type Result, runChaos } from './run-chaos.ts';

const WRONG_USAGE = 2;
const INTERRUPTED = 130;
const defaultSeconds = 180;

const usage = {
  en: `npm run chaos -- [--seed N] [--seconds S] [--kinds ${faultKinds.slice(0, 2).join(',')},...] [--json]`,
  zh: `npm run chaos -- [--seed 种子] [--seconds 秒数] [--kinds ${faultKinds.slice(0, 2).join(',')},...] [--json]`,
};

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0;

const isKind = (name: string): name is FaultKind => (faultKinds as readonly string[]).includes(name);

/** What one run asks for; undefined when the arguments make no sense. */
const asked = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string', default: String(defaultSeconds) },
      kinds: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const seconds = Number(values.seconds);
  const kinds = values.kinds?.split(',');
  if (!isWhole(seed) || !isWhole(seconds) || seconds === 0 || !(kinds?.every(isKind) ?? true)) return undefined;
  return { seed, seconds, json: values.json, ...(kinds && { kinds: kinds.filter(isKind) }) };
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
  const { seed, seconds, json } = wanted;
  const out = json ? process.stderr : process.stdout;
  const say = (line: string): void => void out.write(`${line}\n`);
  say(spoken({ en: `seed ${seed}, ${seconds} s`, zh: `种子 ${seed}，${seconds} 秒` }));
  const result = await runChaos({ ...wanted, place: 'chaos', say });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return isSound(result) ? 0 : 1;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(INTERRUPTED));

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(report(error)),
);
