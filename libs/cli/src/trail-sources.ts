import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnchorFiles } from '@tradeloom/trail';
import type { Client } from 'pg';
import { NotAvailable, WrongUsage } from './terminal.ts';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const state = (): string => resolve(process.env['TRADELOOM_STATE_DIR'] ?? join(checkout, '.tradeloom'));

const auditor = 'tradeloom_auditor';

/** The stack's own database, as the role that sees every event. @throws WrongUsage when there is no stack here */
export const auditorUrl = async (): Promise<string> => {
  const endpoints = join(state(), 'endpoints.json');
  const password = await passwordOf(auditor);
  if (!existsSync(endpoints) || password === undefined)
    throw new WrongUsage({
      en: `No stack in ${state()}: give --database`,
      zh: `${state()} 中没有运行环境，请用 --database 指明数据库`,
    });
  const { postgres } = JSON.parse(await readFile(endpoints, 'utf8')) as { postgres: string };
  const url = new URL(postgres);
  url.username = auditor;
  url.password = password;
  return url.href;
};

/** Where one password for all roles is given, the stack keeps none. */
const passwordOf = async (role: string): Promise<string | undefined> => {
  const given = process.env['TRADELOOM_ROLE_PASSWORD'];
  if (given) return given;
  const file = join(state(), 'keys/database-roles.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, string>)[role] : undefined;
};

/** @param given on the command line; otherwise the stack's own. @throws WrongUsage when there is none */
export const keyFile = (given: string | undefined, name: string): string => {
  const file = given ?? join(state(), 'keys', name);
  if (existsSync(file)) return file;
  throw new WrongUsage({ en: `No key at ${file}: give --key`, zh: `${file} 处没有密钥，请用 --key 指明` });
};

/** Anchors that were exported: FOLDER/SERVICE/DAY.jsonl. */
export const anchorFilesIn =
  (folder: string): AnchorFiles =>
  async (service) => {
    const place = join(folder, service);
    if (!existsSync(place)) return [];
    const files = (await readdir(place)).filter((name) => name.endsWith('.jsonl')).toSorted();
    return Promise.all(files.map((name) => readFile(join(place, name), 'utf8')));
  };

/** @throws NotAvailable when the database cannot be reached */
export const withDatabase = async (url: string, work: (client: Client) => Promise<void>): Promise<void> => {
  const pg = await import('pg');
  const client = new pg.default.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NotAvailable({ en: `The database does not answer: ${reason}`, zh: `无法连接数据库：${reason}` });
  }
  try {
    await work(client);
  } finally {
    await client.end();
  }
};
