import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Figure } from '../load/figure.ts';
import { root } from './declared-events.ts';

export interface Guarantee {
  readonly title: string;
  readonly promise: string;
  readonly kept: string;
  readonly tests: readonly string[];
  /** kinds of faults of `npm run chaos` (or `all`) under which its checkers found nothing, by the runs in test/chaos/results */
  readonly chaos?: readonly string[] | 'all';
  /** doors that such a run must have gone through, or `told` and `receipts`; any run when nothing is said */
  readonly ways?: readonly string[];
  /** schedules of `npm run chaos` other than the drawn one, by the runs in test/chaos/results */
  readonly schedules?: readonly string[];
  /** names of `npm run bench`; their lines stand in docs/measured/NAME.jsonl as they were printed with --json */
  readonly benches?: readonly string[];
  /** what is not shown yet */
  readonly open?: string;
}

/** One run of a guarantee's tests, as `npm run guarantees` keeps it. */
export interface Measured {
  /** `2026-11-23` */
  readonly on: string;
  readonly cores: number;
  readonly tests: Readonly<
    Record<string, { readonly passed: number; readonly failed: number; readonly seconds: number }>
  >;
  readonly figures: Readonly<Record<string, number>>;
}

export const page = 'docs/guarantees.md';

const read = (file: string): string | undefined => {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

export const guarantees = (): Record<string, Guarantee> =>
  parse(read('docs/guarantees.yaml') ?? '') as Record<string, Guarantee>;

export const measuredFile = (id: string): string => `docs/measured/${id}.json`;

export const measuredOf = (id: string): Measured | undefined => {
  const text = read(measuredFile(id));
  return text === undefined ? undefined : (JSON.parse(text) as Measured);
};

export const figuresOf = (bench: string): Figure[] =>
  (read(`docs/measured/${bench}.jsonl`) ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Figure);

/** What is read of a run of `npm run chaos`. */
interface ChaosRun {
  readonly seed: number;
  /** runs of before were drawn */
  readonly schedule?: string;
  readonly earlier?: boolean;
  /** of each process; runs of before had one */
  readonly replicas?: number;
  readonly unserved?: number;
  readonly slowestReactionSeconds?: number;
  readonly seconds: number;
  readonly ops: number;
  readonly events: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly overPromised: number;
  readonly undrained: unknown;
  readonly faultsByKind: Readonly<Record<string, number>>;
  /** by door; runs of before did not count it */
  readonly acknowledged?: Readonly<Record<string, number>>;
  /** events that partners' systems were told, and receipts that they were given; runs of before had neither */
  readonly told?: number;
  readonly receipts?: number;
}

const chaosResults = 'test/chaos/results';

const drawn = 'drawn';

const keptRuns = (): ChaosRun[] =>
  readdirSync(join(root, chaosResults))
    .toSorted()
    .map((file) => JSON.parse(read(`${chaosResults}/${file}`) ?? '') as ChaosRun);

/** The kept runs that were drawn, those in which each of these kinds of fault struck, and that went by all of these ways. */
export const chaosRunsOf = (kinds: Guarantee['chaos'] = [], ways: Guarantee['ways'] = []): ChaosRun[] =>
  keptRuns()
    .filter(({ schedule = drawn }) => schedule === drawn)
    .filter(({ faultsByKind }) => kinds === 'all' || kinds.every((kind) => (faultsByKind[kind] ?? 0) > 0))
    .filter(({ acknowledged = {}, told = 0, receipts = 0 }) => {
      const gone: Readonly<Record<string, number>> = { ...acknowledged, told, receipts };
      return ways.every((way) => (gone[way] ?? 0) > 0);
    });

/** The kept runs of one schedule. */
export const scheduledRunsOf = (name: string): ChaosRun[] => keptRuns().filter(({ schedule }) => schedule === name);

const head = `# What Tradeloom promises

Each promise, how it is kept, the tests that show it, and what they last measured. Written by \`npm run guarantees\` from
[guarantees.yaml](guarantees.yaml) and from the results of real runs in [measured](measured); not by hand. What is not
shown yet stands beside what is.
`;

/** The page as the declared promises and the kept results make it. */
export const renderPage = (): string =>
  [head, ...Object.entries(guarantees()).map(([id, guarantee]) => section(id, guarantee))].join('\n');

const section = (
  id: string,
  { title, promise, kept, tests, chaos, ways, schedules = [], benches = [], open }: Guarantee,
): string => {
  const run = measuredOf(id);
  const figures = Object.entries(run?.figures ?? {}).map(([name, value]) => `${name} ${value}`);
  return [
    `## ${id} · ${title}`,
    '',
    promise,
    '',
    `- **Kept by.** ${kept}`,
    ...tests.map((file) => {
      const result = run?.tests[file];
      return `- **Shown by.** \`${file}\`${result ? `: ${result.passed} passed in ${result.seconds} s` : ''}`;
    }),
    ...(run && figures.length > 0 ? [`- **Measured** ${run.on}, ${run.cores} cores: ${figures.join(', ')}.`] : []),
    ...(chaos ? chaosRunsOf(chaos, ways).map((ran) => chaosLine(chaos, ran)) : []),
    ...schedules.flatMap((name) => scheduledRunsOf(name).map((ran) => chaosLine('all', ran))),
    ...benches.flatMap((bench) => figuresOf(bench).map((figure) => `- **Measured** ${benchLine(figure)}`)),
    ...(open ? [`- **Not shown yet.** ${open[0]?.toUpperCase()}${open.slice(1)}.`] : []),
    '',
  ].join('\n');
};

const chaosLine = (kinds: NonNullable<Guarantee['chaos']>, ran: ChaosRun): string => {
  const struck = Object.entries(ran.faultsByKind).filter(([kind]) => kinds === 'all' || kinds.includes(kind));
  const faults = struck.map(([kind, times]) => `${kind} ${times}`).join(', ');
  const found = `lost ${ran.lost}, duplicated ${ran.duplicated}, reordered ${ran.reordered}, over-promised ${ran.overPromised}`;
  const done = Object.entries(ran.acknowledged ?? {}).map(([door, count]) => `${door} ${count}`);
  const answered = done.length === 0 ? '' : `, done ${done.join(', ')}`;
  const { schedule = drawn, earlier = false, replicas = 1 } = ran;
  const how =
    (schedule === drawn ? `--seconds ${ran.seconds}` : `--schedule ${schedule}`) +
    (earlier ? ' --earlier …' : '') +
    (replicas > 1 ? ` --replicas ${replicas}` : '');
  const unnoticed =
    replicas > 1
      ? `, operations nobody answered ${ran.unserved}, the slowest reaction ${ran.slowestReactionSeconds} s after its event`
      : '';
  return `- **Tried** by \`npm run chaos -- --seed ${ran.seed} ${how}\` (${ran.ops} operations${answered}, ${ran.events} events; ${faults || 'no fault'}): ${found}${unnoticed}.`;
};

const benchLine = ({ bench, name, value, unit, reference, referenceValue }: Figure): string =>
  `by \`npm run bench -- ${bench}\`: ${name} ${value} ${unit} (${reference}: ${referenceValue}).`;
