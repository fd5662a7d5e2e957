import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf, preparePlaces } from '@tradeloom/stack';
import { type Figure, figureOf, median } from '../figure.ts';
import { interchangeOf, type SegmentedSyntax } from './generate.ts';
import { inbound } from './inbound.ts';
import { type Run, Runner } from './runner.ts';
import { startStaedi } from './staedi.ts';

const bench = 'edi';
const rounds = 3;
const fileBytes = 50_000_000;
/** To warm up on, and for the peers that hold all of a file as objects. */
const smallBytes = 5_000_000;
const hugeBytes = 1_000_000_000;
const types = ['850', '856', 'ORDERS', 'DESADV'];
const goals = { envelope: 2.5, validate: 8, inMegabytes: 250 };
/** `edifact` only splits, so no ratio is asked of who validates. */
const nodePeers = { x12: { peer: 'node-x12', goal: 5 }, edifact: { peer: 'edifact', goal: 0 } } as const;

interface Readers {
  readonly ours: Runner;
  readonly staedi: Runner;
}

type Say = (line: string) => void;

/**
 * The same generated interchanges of 50 MB, read by us and by StAEDI in turn, each in a process of its own, in seconds of
 * the processor; the first round on a small file to warm up; the Node peers on the small file, for they hold all of it as
 * objects. StAEDI validates against our structure tables.
 */
export const edi = async (say: Say): Promise<readonly Figure[]> => {
  const places = preparePlaces(placesOf(process.env, 'bench'));
  const folder = join(places.state, 'edi');
  mkdirSync(folder, { recursive: true });
  await using staedi = await startStaedi(types, folder, places);
  await using ours = reader();
  const figures: Figure[] = [];
  for (const syntax of ['x12', 'edifact'] as const) {
    figures.push(...(await compared(syntax, folder, { ours, staedi }, say)));
  }
  figures.push(await memory(say));
  figures.push(await inbound(say));
  return figures;
};

const reader = (): Runner =>
  new Runner(process.execPath, ['--max-old-space-size=4096', join(import.meta.dirname, 'read-on-request.ts')]);

const generate = (syntax: SegmentedSyntax, bytes: number, folder: string): string => {
  const path = join(folder, `${syntax}-${bytes}.edi`);
  writeFileSync(path, [...interchangeOf(syntax, bytes)].join(''));
  return path;
};

const compared = async (
  syntax: SegmentedSyntax,
  folder: string,
  { ours, staedi }: Readers,
  say: Say,
): Promise<Figure[]> => {
  const small = generate(syntax, smallBytes, folder);
  const large = generate(syntax, fileBytes, folder);
  const { peer, goal: peerGoal } = nodePeers[syntax];
  const rates = new Map<string, number[]>();
  const measured = async (name: string, bytes: number, run: Promise<Run>): Promise<void> => {
    const { seconds, messages, errors } = await run;
    if (errors > 0) throw new Error(`${name}: ${errors} findings in a valid file of ${messages} messages`);
    const rate = bytes / 1e6 / seconds;
    say(`${syntax}, ${name}: ${rate.toFixed(1)} MB/s, ${messages} messages`);
    rates.set(name, [...(rates.get(name) ?? []), rate]);
  };
  for (let round = 0; round <= rounds; round += 1) {
    const [file, bytes] = round === 0 ? [small, smallBytes] : [large, fileBytes];
    await measured('envelope', bytes, ours.run(`envelope ${syntax} ${file}`));
    await measured('StAEDI envelope', bytes, staedi.run(`envelope ${file}`));
    await measured('validate', bytes, ours.run(`elements ${syntax} ${file}`));
    await measured('StAEDI with schema', bytes, staedi.run(`schema ${file}`));
    await measured(peer, smallBytes, ours.run(`${peer} ${syntax} ${small}`));
    await measured('scan', bytes, ours.run(`scan ${syntax} ${file}`));
    if (round === 0) rates.clear();
  }
  const rate = (name: string): number => median(rates.get(name) ?? []);
  const figure = (name: string, value: number, reference: string, goal: number): Figure =>
    figureOf({
      bench,
      name,
      value,
      unit: 'MB/s',
      reference,
      referenceValue: rate(reference),
      goal,
      limit: 'ratio at least',
    });
  return [
    figure(`envelope-${syntax}`, rate('envelope'), 'StAEDI envelope', goals.envelope),
    figure(`validate-${syntax}`, rate('validate'), 'StAEDI with schema', goals.validate),
    figure(`validate-to-${peer}`, rate('validate'), peer, peerGoal),
    // No goal: how far a reader is from a look at every byte.
    figure(`envelope-${syntax}-to-scan`, rate('envelope'), 'scan', 0),
  ];
};

/** A gigabyte, generated here and read by a process that has nothing else to do, with every element validated. */
const memory = async (say: Say): Promise<Figure> => {
  const ground = await readFromInput(smallBytes);
  const { peakBytes, seconds, messages, errors } = await readFromInput(hugeBytes);
  if (errors > 0) throw new Error(`${errors} findings in a valid interchange of ${messages} messages`);
  say(`1 GB: ${messages} messages in ${seconds.toFixed(0)} s, the time of generating them included`);
  return figureOf({
    bench,
    name: 'memory-1gb',
    value: peakBytes / 1e6,
    unit: 'MB',
    reference: 'the same with 5 MB, MB',
    referenceValue: ground.peakBytes / 1e6,
    goal: goals.inMegabytes,
    limit: 'value at most',
  });
};

const readFromInput = async (bytes: number): Promise<Run> => {
  await using fresh = new Runner(process.execPath, [join(import.meta.dirname, 'read-input.ts')]);
  return await fresh.fed(interchangeOf('x12', bytes));
};
