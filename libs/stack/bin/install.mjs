// Dependencies: installed when they are missing, or older than the lock file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logs, root, state } from './checkout.mjs';
import { Problem, run, step } from './terminal.mjs';

const marker = join(state, 'installed');
const lockFile = join(root, 'package-lock.json');
/** npm's own note of what it has put there */
const installedFile = join(root, 'node_modules/.package-lock.json');

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Somebody ran npm by hand: what lies there is compared, package by package. */
function isAsLocked() {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const found = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') || entry.optional || entry.link || found[path]?.version === entry.version,
  );
}

export async function ensureInstalled() {
  const hash = lockHash();
  if (existsSync(installedFile)) {
    if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
    if (isAsLocked()) return remember(hash);
  }
  const log = join(logs, 'npm-ci.log');
  await step({ en: 'dependencies (npm ci)', zh: '安装依赖（npm ci）' }, async () => {
    // the very npm that runs us, or the one on the PATH
    const npm = process.env.npm_execpath;
    const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
    const code = await run(command, [...args, 'ci', '--no-progress', '--loglevel=error'], log, { cwd: root });
    if (code !== 0) {
      throw new Problem(
        {
          en: `npm ci failed with exit code ${code} (is the registry reachable?)`,
          zh: `npm ci 失败，退出码 ${code}（软件源是否可达？）`,
        },
        log,
      );
    }
  });
  remember(hash);
}

function remember(hash) {
  mkdirSync(dirname(marker), { recursive: true, mode: 0o700 });
  writeFileSync(marker, hash);
}
