import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './declared-events.ts';
import { guarantees, type Measured, measuredFile, page, renderPage } from './guarantees.ts';

/** What is read of Jest's report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const jest = ['--experimental-vm-modules', '--disable-warning=TimeoutNegativeWarning', 'node_modules/jest/bin/jest.js'];

/** Runs the tests of one promise. @throws Error when one of them fails: what does not hold is not written down */
const measure = (id: string, tests: readonly string[]): Measured => {
  const folder = mkdtempSync(join(tmpdir(), 'tradeloom-guarantees-'));
  const [results, numbers] = [join(folder, 'results.json'), join(folder, 'figures.jsonl')];
  try {
    execFileSync(process.execPath, [...jest, '--json', `--outputFile=${results}`, '--runTestsByPath', ...tests], {
      cwd: root,
      env: { ...process.env, TRADELOOM_FIGURES: numbers },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const report = JSON.parse(readFileSync(results, 'utf8')) as Report;
    return {
      on: new Date().toISOString().slice(0, 10),
      cores: availableParallelism(),
      tests: Object.fromEntries(report.testResults.map(resultOf).toSorted(([a], [b]) => a.localeCompare(b))),
      figures: figuresIn(numbers, id),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const resultOf = ({ name, startTime, endTime, assertionResults }: Report['testResults'][number]) => {
  const count = (status: string): number => assertionResults.filter((one) => one.status === status).length;
  const seconds = Number(((endTime - startTime) / 1000).toFixed(1));
  return [relative(root, name), { passed: count('passed'), failed: count('failed'), seconds }] as const;
};

const figuresIn = (file: string, id: string): Record<string, number> => {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const said = lines.map((line) => JSON.parse(line) as { guarantee: string; figures: Record<string, number> });
  return Object.assign({}, ...said.filter(({ guarantee }) => guarantee === id).map(({ figures }) => figures)) as Record<
    string,
    number
  >;
};

/** `npm run guarantees [-- R4 R15]`: measures those named, and writes the page. */
mkdirSync(join(root, 'docs/measured'), { recursive: true });
const known = guarantees();
for (const id of process.argv.slice(2)) {
  const guarantee = known[id];
  if (!guarantee) throw new RangeError(`docs/guarantees.yaml has no ${id}`);
  const result = measure(id, guarantee.tests);
  writeFileSync(join(root, measuredFile(id)), `${JSON.stringify(result, undefined, 2)}\n`);
}
writeFileSync(join(root, page), renderPage());
