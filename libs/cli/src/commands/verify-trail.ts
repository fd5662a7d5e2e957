import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Finding, Verdict } from '@tradeloom/trail';
import { type Command, readArguments } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { table } from '../print.ts';
import { type Language, type Terminal, WrongUsage } from '../terminal.ts';
import { anchorFilesIn, auditorUrl, keyFile, withDatabase } from '../trail-sources.ts';

/** As many rows are named; the count says how many there are. */
const namedRows = 20;

export const verifyTrail: Command = {
  usage: `usage: tradeloom verify-trail [FILE.jsonl] [--database URL] [--anchors FOLDER] [--key PUBLIC.pem] [--json]

Recomputes every seal of the history from the events themselves and names the first row that is not what was sealed.
FILE.jsonl: a trail exported by export-trail; nothing else is needed but the public key. Otherwise the database, as
a role that sees all events; without --database, that of the stack in .tradeloom. --anchors: the signed anchors kept
elsewhere (FOLDER/SERVICE/DAY.jsonl); without it, those in the database.
逐条重算封印，指出第一条与封存时不一致的记录。`,

  run: async (args, terminal) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean', default: false },
      database: { type: 'string' },
      anchors: { type: 'string' },
      key: { type: 'string' },
    });
    const key = await readFile(keyFile(values.key, 'trail.pub.pem'), 'utf8');
    const [file] = positionals;
    const { genuine, verdicts } = file
      ? await inFile(file, key)
      : await inDatabase(values.database ?? (await auditorUrl()), key, values.anchors);
    return answer({ genuine, verdicts }, values.json, terminal);
  },
};

interface Checked {
  /** null: there is no file that could have been signed */
  readonly genuine: boolean | null;
  readonly verdicts: readonly Verdict[];
}

const inFile = async (file: string, key: string): Promise<Checked> => {
  const { Unreadable, verifyFile } = await import('@tradeloom/trail');
  try {
    return await verifyFile(
      createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }),
      key,
    );
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (!(cause instanceof Unreadable) && code === undefined) throw cause;
    throw new WrongUsage({
      en: `${file} cannot be read as a trail (${message})`,
      zh: `无法将 ${file} 读作历史文件（${message}）`,
    });
  }
};

const inDatabase = async (url: string, publicKey: string, folder: string | undefined): Promise<Checked> => {
  const { verifyDatabase } = await import('@tradeloom/trail');
  const verdicts: Verdict[] = [];
  await withDatabase(url, async (client) => {
    const anchorFiles = folder === undefined ? undefined : anchorFilesIn(folder);
    for await (const verdict of verifyDatabase(client, { publicKey, anchorFiles })) verdicts.push(verdict);
  });
  return { genuine: null, verdicts };
};

const answer = ({ genuine, verdicts }: Checked, asJson: boolean, terminal: Terminal): ExitCode => {
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  const intact = genuine !== false && findings.length === 0;
  if (asJson) terminal.out(JSON.stringify({ intact, signature: genuine, services: verdicts }));
  else terminal.out(described({ genuine, verdicts }, findings, terminal.language));
  return intact ? exitCode.done : exitCode.refused;
};

const described = ({ genuine, verdicts }: Checked, findings: readonly Finding[], language: Language): string => {
  const zh = language === 'zh';
  const head = zh
    ? ['服务', '封印', '链', '锚定', '见证', '问题']
    : ['service', 'seals', 'chains', 'anchors', 'witnessed', 'findings'];
  const rows = verdicts.map((v) =>
    [v.service, v.seals, v.chains, v.anchors, v.witnessed, v.findings.length].map(String),
  );
  const named = findings.slice(0, namedRows).map((found) => placed(found, language));
  const more = findings.length - named.length;
  return [
    ...table([head, ...rows]),
    ...(genuine === false ? [zh ? '文件签名不符' : 'the file is not as it was signed'] : []),
    ...named,
    ...(more > 0 ? [zh ? `另有 ${more} 条` : `and ${more} more`] : []),
    ...(findings.length === 0 && genuine !== false ? [zh ? '历史完整' : 'the history is intact'] : []),
  ].join('\n');
};

/** `orders #17, order:… link 3, event …: the event or its seal is not what was sealed` */
const placed = ({ service, number, chain, link, eventId, text }: Finding, language: Language): string => {
  const parts = [
    number === null ? service : `${service} #${number}`,
    ...(chain === null ? [] : [`${chain} ${language === 'zh' ? `第 ${link} 环` : `link ${link}`}`]),
    ...(eventId === null ? [] : [`${language === 'zh' ? '事件' : 'event'} ${eventId}`]),
  ];
  return `${parts.join(', ')}: ${text[language]}`;
};
