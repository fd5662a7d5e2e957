import { basename } from 'node:path';
import type { Format, Inspection } from '@tradeloom/edi';
import type { FeedInspection } from '@tradeloom/feeds';
import { type Command, readArguments } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { describeFeed, describeInterchanges, describeStream } from '../print-inspection.ts';
import { largeInput, readInput } from '../read-input.ts';
import { type Terminal, WrongUsage } from '../terminal.ts';

export const inspectFiles: Command = {
  usage: `usage: tradeloom edi inspect FILE... [--json] [--partner ID]

Says what the gateway would do with X12, EDIFACT, UBL, CSV and XLSX files, without any server.
With --json one object per file and line. Exit code 1 when a file is rejected. An X12 or EDIFACT file above 32 MiB is
read in pieces: shown are its first 1,000 messages with findings, without documents; all are counted in "counted".`,

  run: async (args, terminal) => {
    const options = { json: { type: 'boolean', default: false }, partner: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    if (positionals.length === 0) throw new WrongUsage({ en: 'Which FILE?', zh: '请给出文件' });
    if (values.partner !== undefined) terminal.err(noProfiles[terminal.language]);
    let rejected = false;
    for (const path of positionals) {
      const verdict = await inspectOne(path, values.json, terminal);
      rejected ||= verdict === 'rejected';
    }
    return rejected ? exitCode.refused : exitCode.done;
  },
};

const noProfiles = {
  en: 'Partner profiles live in the gateway: offline every file is held against the standard alone',
  zh: '伙伴配置保存在网关中：离线时仅按标准检查文件',
};

const segmented: ReadonlySet<Format> = new Set(['x12', 'edifact', 'ubl']);

const inspectOne = async (path: string, asJson: boolean, terminal: Terminal): Promise<Inspection['verdict']> => {
  const file = basename(path);
  const { detectFormat, inspect, inspectStream } = await import('@tradeloom/edi');
  const large = await largeInput(path);
  const inPieces = large && detectFormat(large.head, file);
  if (large && (inPieces === 'x12' || inPieces === 'edifact')) {
    const inspection = await inspectStream(inPieces, large.open, file);
    terminal.out(asJson ? JSON.stringify(inspection) : describeStream(inspection, terminal.language));
    return inspection.verdict;
  }
  const bytes = await readInput(path);
  const format = detectFormat(bytes, file);
  if (segmented.has(format)) {
    const inspection = inspect(bytes, file);
    terminal.out(asJson ? JSON.stringify(inspection) : describeInterchanges(inspection, terminal.language));
    return inspection.verdict;
  }
  const inspection = await inspectTable(bytes, file, format);
  terminal.out(asJson ? JSON.stringify(inspection) : describeFeed(inspection, terminal.language));
  return inspection.verdict;
};

/** Tables in UTF-16 or with full-width commas are told by reading them; what shows no table is of unknown format. */
const inspectTable = async (bytes: Uint8Array, file: string, detected: Format): Promise<FeedInspection> => {
  const { inspectFeed } = await import('@tradeloom/feeds');
  const inspection = await inspectFeed(bytes, file);
  return detected === 'unknown' && inspection.kind === null ? { ...inspection, format: 'unknown' } : inspection;
};
