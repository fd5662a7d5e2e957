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

/**
 * Exactly what the lock file pins, and nothing written back to it. Not `npm ci`: it refuses the lock file where a
 * registry does not carry the binaries of every other platform, which nobody here needs.
 */
const asLocked = ['install', '--no-save', '--no-progress', '--loglevel=error'];

export async function ensureInstalled() {
  const hash = lockHash();
  if (existsSync(installedFile)) {
    if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
    if (isAsLocked()) return remember(hash);
  }
  const log = join(logs, 'npm-install.log');
  await step({ en: 'dependencies (npm install)', zh: '安装依赖（npm install）' }, async () => {
    // the very npm that runs us, or the one on the PATH
    const npm = process.env.npm_execpath;
    const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
    const code = await run(command, [...args, ...asLocked], log, { cwd: root });
    if (code !== 0) {
      throw new Problem(
        {
          en: `npm install failed with exit code ${code} (is the registry reachable?)`,
          zh: `npm install 失败，退出码 ${code}（软件源是否可达？）`,
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
