import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Depth } from '@tradeloom/edi';
import { counted, type Found } from './count-parts.ts';
import type { SegmentedSyntax } from './generate.ts';

const load = createRequire(import.meta.url);
const chunkBytes = 1024 * 1024;

type Read = (file: Buffer, syntax: SegmentedSyntax) => Promise<Found> | Found;

const ours =
  (depth: Depth): Read =>
  (file, syntax) =>
    counted(syntax, depth, () => chunksOf(file));

function* chunksOf(file: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
}

const scan: Read = (file, syntax) => {
  const terminator = (syntax === 'x12' ? '~' : "'").charCodeAt(0);
  let segments = 0;
  for (let at = file.indexOf(terminator); at >= 0; at = file.indexOf(terminator, at + 1)) segments += 1;
  return { messages: segments, errors: 0 };
};

const nodeX12: Read = (file) => {
  const { X12Parser } = load('node-x12') as {
    X12Parser: new () => { parse(text: string): { functionalGroups: { transactions: unknown[] }[] } };
  };
  const { functionalGroups } = new X12Parser().parse(file.toString());
  return { messages: functionalGroups.reduce((sum, { transactions }) => sum + transactions.length, 0), errors: 0 };
};

const edifactReader: Read = (file) => {
  const Reader = load('edifact/reader.js') as new () => { parse(text: string): { name: string }[] };
  const segments = new Reader().parse(file.toString());
  return { messages: segments.filter(({ name }) => name === 'UNH').length, errors: 0 };
};

const reads: Readonly<Record<string, Read>> = {
  envelope: ours('envelope'),
  elements: ours('elements'),
  documents: ours('documents'),
  scan,
  'node-x12': nodeX12,
  edifact: edifactReader,
};

const files = new Map<string, Buffer>();
const fileOf = (path: string): Buffer => {
  const file = files.get(path) ?? readFileSync(path);
  files.set(path, file);
  return file;
};

/** `READ SYNTAX FILE` -> `seconds messages errors`, seconds of the processor: what else runs here takes none of them */
for await (const line of createInterface({ input: process.stdin })) {
  const [name, syntax, source] = line.split(' ') as [string, SegmentedSyntax, string];
  const file = fileOf(source);
  const before = process.cpuUsage();
  const { messages = Number.NaN, errors = Number.NaN } = (await reads[name]?.(file, syntax)) ?? {};
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${(user + system) / 1e6} ${messages} ${errors}\n`);
}
