import { setTimeout as pause } from 'node:timers/promises';
import { writeInterchange } from '@tradeloom/edi';
import { placesOf, startStack } from '@tradeloom/stack';
import { variedDocuments } from './edi/documents.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { MailboxDoor } from './mailbox-door.ts';

const bench = 'fairness';
const seed = 20261123;
const flooding = 'harbor-pine';
const other = 'jinfeng';
const inFlight = 16;
const filesPerSecond = 4;
const warmUpSeconds = 5;
const aloneSeconds = 30;
const floodSeconds = 60;
const beforeNextMs = 50;
const goal = 1.5;
const firstBase = 12_880;

/**
 * How long a supplier's small sheet takes from its first byte to its fate, alone and while a customer posts orders from
 * sixteen connections as fast as he is let in; told that it is too much, he tries again after fifty milliseconds.
 */
export const fairness = async (say: (line: string) => void): Promise<readonly Figure[]> => {
  const stack = await startStack({ only: ['gateway'], places: placesOf(process.env, 'bench'), firstBase });
  try {
    const supplier = new MailboxDoor(stack, other);
    const customer = new MailboxDoor(stack, flooding);
    await timesOf(supplier, warmUpSeconds);
    const alone = await timesOf(supplier, aloneSeconds);
    const flood = new Flood(customer);
    const flooded = await timesOf(supplier, floodSeconds);
    const { taken, refused } = await flood.end();
    say(`${taken} files of the flood were taken, ${refused} told to come later`);
    return [
      figureOf({
        bench,
        name: 'p95-of-another-partner',
        value: quantile(flooded, 0.95),
        unit: 'ms',
        reference: 'the same without the flood',
        referenceValue: quantile(alone, 0.95),
        goal,
        limit: 'ratio at most',
      }),
    ];
  } finally {
    await stack.stop();
  }
};

let sheets = 0;

/** At a steady rate. @returns milliseconds from the moment at which each was due */
const timesOf = async (door: MailboxDoor, seconds: number): Promise<number[]> => {
  const since = performance.now();
  const one = async (n: number): Promise<number> => {
    const due = since + (n * 1000) / filesPerSecond;
    await pause(Math.max(0, due - performance.now()));
    sheets += 1;
    const sheet = `委外单号,项次,料号,工序,完工良品,不良,截至日期\nOUT-F-${sheets},1,KT18-BASE,完工,300,4,2026/12/7 17:30\n`;
    const id = await door.post(Buffer.from(sheet), 'text/csv');
    if (!id) throw new Error('who sends four sheets in a second is told that it is too much');
    await door.fateOf(id);
    return performance.now() - due;
  };
  return Promise.all(Array.from({ length: seconds * filesPerSecond }, (_, n) => one(n)));
};

class Flood {
  readonly #door: MailboxDoor;
  #made = 0;
  #taken = 0;
  #refused = 0;
  #over = false;
  readonly #orders = variedDocuments(seed, 100).filter(({ kind }) => kind === 'purchase-order');
  readonly #posting: readonly Promise<void>[];

  constructor(door: MailboxDoor) {
    this.#door = door;
    this.#posting = Array.from({ length: inFlight }, () => this.#post());
  }

  async end(): Promise<{ taken: number; refused: number }> {
    this.#over = true;
    await Promise.all(this.#posting);
    return { taken: this.#taken, refused: this.#refused };
  }

  async #post(): Promise<void> {
    while (!this.#over) {
      const id = await this.#door.post(this.#file(), 'application/edi-x12');
      if (id) this.#taken += 1;
      else this.#refused += 1;
      if (!id) await pause(beforeNextMs);
    }
  }

  #file(): Uint8Array {
    this.#made += 1;
    return writeInterchange({
      envelope: {
        sender: { qualifier: 'ZZ', id: 'HARBORPINE' },
        receiver: { qualifier: 'ZZ', id: 'EASTBRIDGE' },
        control: this.#made,
        date: '2026-12-07',
      },
      documents: this.#orders.slice(0, 1),
    });
  }
}
