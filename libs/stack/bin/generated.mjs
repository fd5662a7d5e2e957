// Is what is generated from proto/ the same as what a fresh generation gives?
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { logs, root, state } from './checkout.mjs';
import { Problem, run } from './terminal.mjs';

const files = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    : [];

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** @returns {Promise<string[]>} the files that differ, are missing, or are left over; paths from the root */
export async function differencesOfGenerated(env) {
  const fresh = join(state, 'generated');
  const log = join(logs, 'generate.log');
  rmSync(fresh, { recursive: true, force: true });
  const code = await run('buf', ['generate', '--output', fresh], log, { cwd: root, env });
  if (code !== 0)
    throw new Problem(
      { en: `buf generate failed with exit code ${code}`, zh: `buf generate 失败，退出码 ${code}` },
      log,
    );
  const template = readFileSync(join(root, 'buf.gen.yaml'), 'utf8');
  const folders = [...template.matchAll(/^\s*-?\s*out:\s*(\S+)/gm)].map((match) => match[1]);
  return folders.flatMap((folder) => {
    const names = new Set([...files(join(fresh, folder)), ...files(join(root, folder))]);
    return [...names]
      .filter((name) => textOf(join(fresh, folder, name)) !== textOf(join(root, folder, name)))
      .map((name) => join(folder, name));
  });
}
