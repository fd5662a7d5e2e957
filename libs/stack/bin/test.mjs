// `npm test`: everything that must hold, and one line at the end that says how much of it does.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { logs, root, state } from './checkout.mjs';
import { differencesOfGenerated } from './generated.mjs';
import { Problem, run, spoken, step } from './terminal.mjs';

const results = join(state, 'jest.json');

/** @returns {Promise<number>} 0 when nothing failed */
export async function testEverything(node, env, patterns) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  // patterns name test files: somebody works on one thing, and wants its tests only
  const [build, ...others] = checks(env);
  const built = await holds(build);
  count(tally, built);
  if (patterns.length === 0) for (const check of others) count(tally, await holds(check));
  // against a stale build the tests would say nothing
  if (built) add(tally, await runJest(node, env, patterns));
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
  return tally.failed === 0 ? 0 : 1;
}

const checks = (env) => [
  { name: { en: 'build', zh: '构建' }, quiet: true, work: () => ensureBuilt(env) },
  npmScript('lint', { en: 'lint', zh: '代码检查' }, env),
  npmScript('boundaries', { en: 'boundaries', zh: '边界检查' }, env),
  {
    name: { en: 'generated contracts are up to date', zh: '生成的契约为最新' },
    work: async () => {
      const differences = await differencesOfGenerated(env);
      if (differences.length === 0) return;
      const files = differences.join(', ');
      throw new Problem({
        en: `run npm run generate: ${files}`,
        zh: `请运行 npm run generate：${files}`,
      });
    },
  },
];

function npmScript(script, name, env) {
  return {
    name,
    work: async () => {
      const log = join(logs, `${script}.log`);
      const code = await run('npm', ['run', '--silent', script], log, { cwd: root, env });
      if (code !== 0) throw new Problem({ en: readFileSync(log, 'utf8'), zh: readFileSync(log, 'utf8') }, log);
    },
  };
}

async function holds({ name, quiet, work }) {
  try {
    await (quiet ? work() : step(name, work));
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}${error.log ? `\n${error.log}` : ''}\n`);
    return false;
  }
}

const count = (tally, held) => add(tally, { passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0 });

const add = (tally, more) => {
  for (const key of Object.keys(tally)) tally[key] += more[key];
};

async function runJest(node, env, patterns) {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  rmSync(results, { force: true });
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const flags = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=TimeoutNegativeWarning',
  ];
  const code = await run(
    node,
    [...flags, jest, '--json', `--outputFile=${results}`, ...patterns],
    join(logs, 'jest.log'),
    {
      cwd: root,
      // Jest prints its report on stderr; its JSON goes to the file
      env: { ...env, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
      show: 'stderr',
    },
  );
  if (!existsSync(results)) {
    process.stderr.write(`${spoken({ en: 'Jest ended without a result', zh: 'Jest 未给出结果' })} (${code})\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = JSON.parse(readFileSync(results, 'utf8'));
  // a file that does not even load has no tests to count, and is a failure all the same
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
