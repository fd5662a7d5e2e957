import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { type Depth, readParts } from '@tradeloom/edi';
import { interchangeOf, type SegmentedSyntax } from './generate.ts';

const load = createRequire(import.meta.url);
const chunkBytes = 1024 * 1024;

interface Found {
  messages: number;
  errors: number;
}

type Read = (file: Buffer, syntax: SegmentedSyntax) => Promise<Found> | Found;

const ours =
  (depth: Depth): Read =>
  (file, syntax) =>
    counted(syntax, depth, () => chunksOf(file));

const counted = async (syntax: SegmentedSyntax, depth: Depth, open: () => Iterable<Uint8Array>): Promise<Found> => {
  const found = { messages: 0, errors: 0 };
  for await (const part of readParts(syntax, open, { depth })) {
    if (part.part === 'message') {
      found.messages += 1;
      found.errors += part.message.errors.length;
    } else if (part.part === 'interchange') found.errors += part.interchange.errors.length;
    else found.errors += part.errors.length;
  }
  return found;
};

function* chunksOf(file: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
}

/** An interchange that exists nowhere as a whole. */
const generated = (syntax: SegmentedSyntax, bytes: number) =>
  counted(syntax, 'elements', function* () {
    for (const piece of interchangeOf(syntax, bytes)) yield Buffer.from(piece);
  });

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

/** `READ SYNTAX FILE`, or `generated SYNTAX BYTES` -> `seconds messages errors peakBytes` */
for await (const line of createInterface({ input: process.stdin })) {
  const [name, syntax, source] = line.split(' ') as [string, SegmentedSyntax, string];
  const file = name === 'generated' ? null : fileOf(source);
  const since = performance.now();
  const found = file ? await reads[name]?.(file, syntax) : await generated(syntax, Number(source));
  const seconds = (performance.now() - since) / 1000;
  const { messages = Number.NaN, errors = Number.NaN } = found ?? {};
  process.stdout.write(`${seconds} ${messages} ${errors} ${process.resourceUsage().maxRSS * 1024}\n`);
}
