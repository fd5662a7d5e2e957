import { setTimeout as pause } from 'node:timers/promises';
import { acknowledge, readX12File, writeInterchange } from '@tradeloom/edi';
import { placesOf, type Stack, startStack } from '@tradeloom/stack';
import { type Figure, figureOf } from '../figure.ts';
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
    const door = doorOf(stack);
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

interface Door {
  readonly url: string;
  readonly key: string;
}

const doorOf = ({ endpoints, credentials }: Stack): Door => {
  const key = credentials.partners.find(({ id }) => id === partner)?.apiKey;
  const gateway = endpoints['gateway'];
  if (!key || !gateway) throw new Error('the stack does not say where the gateway is, or how the partner signs in');
  return { url: `${gateway}/api/v1/partners/${partner}/interchanges`, key };
};

const asked = async (
  { url, key }: Door,
  path: string,
  init: RequestInit = {},
): Promise<{ id: string; status: string }> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/edi-x12' };
  const answer = await fetch(`${url}${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
  return (await answer.json()) as { id: string; status: string };
};

/** @returns seconds from the first file to the fate of the last */
const sent = async (door: Door, batch: readonly Uint8Array[]): Promise<number> => {
  const since = performance.now();
  const waiting = [...batch];
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        ids.push((await asked(door, '', { method: 'POST', body: Buffer.from(file) })).id);
      }
    }),
  );
  for (const id of ids) {
    let { status } = await asked(door, `/${id}`);
    for (; status === 'received'; { status } = await asked(door, `/${id}`)) await pause(20);
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
