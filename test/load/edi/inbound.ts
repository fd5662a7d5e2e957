import { acknowledge, readX12File, writeInterchange } from '@tradeloom/edi';
import { placesOf, startStack } from '@tradeloom/stack';
import { type Figure, figureOf } from '../figure.ts';
import { MailboxDoor } from '../mailbox-door.ts';
import { variedDocuments } from './documents.ts';

const seed = 20260302;
const firstBase = 12_840;
const partner = 'harbor-pine';
const perFile = 50;
const warmUpFiles = 20;
const files = 120;
const inFlight = 4;
const goal = 2_000;

/**
 * Orders at the gateway's own door, fifty to a file: each file is stored before it is answered, then read, every
 * element of it validated, translated, acknowledged by a 997, and its fate and the events of its orders committed. The
 * time ends when the last file's fate is decided. Beside it the reading and acknowledging alone, without a database.
 */
export const inbound = async (say: (line: string) => void): Promise<Figure> => {
  const stack = await startStack({ only: ['gateway'], places: placesOf(process.env, 'bench'), firstBase });
  try {
    const door = new MailboxDoor(stack, partner);
    await sent(door, filesOf(0, warmUpFiles));
    const measured = filesOf(warmUpFiles, files);
    const seconds = await sent(door, measured);
    const alone = readAlone(measured);
    say(`${files} files of ${perFile} orders in ${seconds.toFixed(1)} s, read alone in ${alone.toFixed(1)} s`);
    return figureOf({
      bench: 'edi',
      name: 'inbound',
      value: (files * perFile) / seconds,
      unit: 'messages/s',
      reference: 'read and acknowledged in memory',
      referenceValue: (files * perFile) / alone,
      goal,
      limit: 'value at least',
    });
  } finally {
    await stack.stop();
  }
};

/** Files of their own numbers in every run: an interchange is taken once. */
const filesOf = (from: number, count: number): Uint8Array[] => {
  const run = Math.floor(Date.now() / 1000) % 100_000;
  const orders = variedDocuments(seed + from, count * perFile * 2).filter(({ kind }) => kind === 'purchase-order');
  return Array.from({ length: count }, (_, i) =>
    writeInterchange({
      envelope: {
        sender: { qualifier: 'ZZ', id: 'HARBORPINE' },
        receiver: { qualifier: 'ZZ', id: 'EASTBRIDGE' },
        control: run * 1000 + from + i,
        date: '2026-12-07',
      },
      documents: orders.slice(i * perFile, (i + 1) * perFile),
    }),
  );
};

/** @returns seconds from the first file to the fate of the last */
const sent = async (door: MailboxDoor, batch: readonly Uint8Array[]): Promise<number> => {
  const since = performance.now();
  const waiting = [...batch];
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        const id = await door.post(file, 'application/edi-x12');
        if (!id) throw new Error('the partner is not let in as often as that');
        ids.push(id);
      }
    }),
  );
  for (const id of ids) {
    const status = await door.fateOf(id);
    if (status !== 'processed') throw new Error(`interchange ${id} of valid orders is ${status}`);
  }
  return (performance.now() - since) / 1000;
};

const readAlone = (batch: readonly Uint8Array[]): number => {
  const since = performance.now();
  for (const file of batch) {
    for (const interchange of readX12File(file).interchanges) {
      acknowledge(interchange, { control: 1, at: new Date() });
    }
  }
  return (performance.now() - since) / 1000;
};
