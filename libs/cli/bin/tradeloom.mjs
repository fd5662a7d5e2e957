#!/usr/bin/env node
// The `tradeloom` command. Runs on any Node from 20 on: an older one hands over to the Node that the project carries.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findNode } from '../../stack/bin/checkout.mjs';

const INFRASTRUCTURE = 3;
const main = new URL('../dist/main.js', import.meta.url);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 13);

const handOver = () => {
  const child = spawnSync(findNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  return child.status ?? INFRASTRUCTURE;
};

if (!existsSync(main)) {
  process.stderr.write('tradeloom is not built yet: run `npm run build`. 尚未构建，请先运行 `npm run build`。\n');
  process.exitCode = INFRASTRUCTURE;
} else if (newEnough) {
  const { tradeloom } = await import(main.href);
  process.exitCode = await tradeloom(process.argv.slice(2));
} else {
  try {
    process.exitCode = handOver();
  } catch (problem) {
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = INFRASTRUCTURE;
  }
}
