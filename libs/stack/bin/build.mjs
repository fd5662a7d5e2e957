// The build, through Nx and its cache; not even asked when no source has changed since the last one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logs, root, state } from './checkout.mjs';
import { Problem, run, step } from './terminal.mjs';

const marker = join(state, 'built');
const SOURCES = [
  'libs',
  'services',
  'gateway',
  'proto',
  'package.json',
  'package-lock.json',
  'nx.json',
  'tsconfig.base.json',
];
const GENERATED = new Set(['node_modules', 'dist', '.tradeloom']);

/** Names, sizes and times of all sources, and which packages have been built. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (!entry) return;
    if (!entry.isDirectory()) return void hash.update(`${path}:${entry.size}:${entry.mtimeMs}\n`);
    for (const child of readdirSync(path).sort()) if (!GENERATED.has(child)) visit(join(path, child));
    if (existsSync(join(path, 'tsconfig.json')))
      hash.update(`${path}/dist:${existsSync(join(path, 'dist/.tsbuildinfo'))}\n`);
  };
  for (const source of SOURCES) visit(join(root, source));
  return hash.digest('hex');
}

/** @throws {Problem} when the build fails */
export async function ensureBuilt(env) {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint()) return;
  const log = join(logs, 'build.log');
  await step({ en: 'build', zh: '构建' }, async () => {
    const code = await run('nx', ['run-many', '-t', 'build', '--outputStyle=static'], log, { cwd: root, env });
    if (code !== 0)
      throw new Problem({ en: `the build failed with exit code ${code}`, zh: `构建失败，退出码 ${code}` }, log);
  });
  mkdirSync(state, { recursive: true, mode: 0o700 });
  writeFileSync(marker, fingerprint());
}
