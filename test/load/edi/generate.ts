import { type CanonicalDocument, type Envelope, writeEdifactInterchange, writeInterchange } from '@tradeloom/edi';
import { variedDocuments } from './documents.ts';

const seed = 20260301;
const distinctMessages = 2_000;
const perGroup = 100;
const controlDigits = 9;
const envelopeOf = (qualifier: string): Envelope => ({
  sender: { qualifier, id: 'NINGBOMZ' },
  receiver: { qualifier, id: 'ACMEUS' },
  control: 905,
  date: '2026-03-01',
});

export type SegmentedSyntax = 'x12' | 'edifact';

/**
 * One interchange, piece by piece: varied messages, half of them orders (850, ORDERS) and half despatch advices (856,
 * DESADV), repeated under new control numbers until there are so many bytes. X12 has them in groups of one kind.
 */
export function* interchangeOf(syntax: SegmentedSyntax, bytes: number): Generator<string> {
  yield* syntax === 'x12' ? x12Of(bytes) : edifactOf(bytes);
}

const documents = variedDocuments(seed, distinctMessages);
const kinds = ['purchase-order', 'despatch-advice'] as const;

function* x12Of(bytes: number): Generator<string> {
  const envelope = envelopeOf('ZZ');
  const file = text(writeInterchange({ envelope, documents }));
  const [head = '', tail = ''] = [/^[^\n]*\n/.exec(file)?.[0], /IEA\*\d+(.*)$/s.exec(file)?.[1]];
  const pools = kinds.map((kind) => {
    const written = text(writeInterchange({ envelope, documents: documents.filter((one) => one.kind === kind) }));
    const sets = written.match(/ST\*[\s\S]*?\nSE\*\d+\*\d+~\n/g) ?? [];
    return {
      header: /GS\*.*\n/.exec(written)?.[0] ?? '',
      sets: sets.map(renumberable(/(?<=^ST\*\d+\*|\nSE\*\d+\*)\d+/g)),
    };
  });
  yield head;
  let made = head.length;
  let groups = 0;
  for (; made < bytes; groups++) {
    const { header, sets } = pools[groups % pools.length] as (typeof pools)[number];
    const control = String(groups + 1);
    const from = Math.floor(groups / pools.length) * perGroup;
    const body = Array.from({ length: perGroup }, (_, i) =>
      numbered(sets[(from + i) % sets.length] ?? [], from + i + 1),
    );
    const group = `${header.replace(/\*905\*X\*/, `*${control}*X*`)}${body.join('')}GE*${perGroup}*${control}~\n`;
    made += group.length;
    yield group;
  }
  yield `IEA*${groups}${tail}`;
}

function* edifactOf(bytes: number): Generator<string> {
  const envelope = envelopeOf('ZZZ');
  const file = text(writeEdifactInterchange({ envelope, documents: documents as CanonicalDocument[] }));
  const [head = '', tail = ''] = [/^.*?\n(?=UNH)/s.exec(file)?.[0], /UNZ\+\d+(.*)$/s.exec(file)?.[1]];
  const pool = (file.match(/UNH\+[\s\S]*?\nUNT\+\d+\+\d+'\n/g) ?? []).map(renumberable(/(?<=^UNH\+|\nUNT\+\d+\+)\d+/g));
  yield head;
  let made = head.length;
  let messages = 0;
  for (; made < bytes; messages++) {
    const message = numbered(pool[messages % pool.length] ?? [], messages + 1);
    made += message.length;
    yield message;
  }
  yield `UNZ+${messages}${tail}`;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The parts of a message between its control numbers. */
const renumberable =
  (controls: RegExp) =>
  (message: string): string[] =>
    message.split(controls);

const numbered = (parts: readonly string[], control: number): string =>
  parts.join(String(control).padStart(controlDigits, '0'));
