import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answered, Operable } from './doors/door.ts';
import { doorMakers, type Released, shares } from './doors/doors.ts';
import type { History } from './history.ts';
import type { Random } from './random.rules.ts';

interface Aim {
  /** one attempt, by the way of the operation */
  readonly send: (operable: Operable, attempt: number) => Promise<Answered>;
  readonly history: History;
  readonly released: Released;
  readonly random: Random;
  /** operations begun, as long as somebody answers */
  readonly perSecond: number;
}

const clients = 48;
const mostAttempts = 3;
const beforeNextAttemptMs = 400;

/** Files that are not posted are found by what is in them. */
const fileOf = ({ way = 'https', body }: Operable): { file?: string } =>
  way === 'https' ? {} : { file: createHash('sha256').update(body).digest('hex') };

const doorAt = (share: number): keyof typeof doorMakers => {
  let sum = 0;
  for (const [door, percent] of shares) {
    sum += percent;
    if (share < sum) return door;
  }
  return 'orderByEdi';
};

/** Clients that send until they are told to stop, and then finish what they have begun. */
export class Load {
  readonly #aim: Aim;
  readonly #clients: Promise<void>[] = [];
  readonly #counts = new Map<string, number>();
  readonly #since = performance.now();
  #begun = 0;
  #stopped = false;

  constructor(aim: Aim) {
    this.#aim = aim;
  }

  begin(): void {
    for (let i = 0; i < clients; i += 1) this.#clients.push(this.#keepSending());
  }

  async end(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#clients);
  }

  async #keepSending(): Promise<void> {
    for (;;) {
      const due = this.#since + (this.#begun * 1000) / this.#aim.perSecond;
      this.#begun += 1;
      await pause(Math.max(0, due - performance.now()));
      if (this.#stopped) return;
      await this.#operate();
    }
  }

  /** Everything that is drawn is drawn at once, so that it does not depend on how the answers come. */
  async #operate(): Promise<void> {
    const { random, released, history, send } = this.#aim;
    const door = doorAt(random.between(0, 99));
    const n = (this.#counts.get(door) ?? 0) + 1;
    this.#counts.set(door, n);
    const operable = doorMakers[door](n, random, released);
    const wanted = random.one([1, 1, 1, 2, 3]);
    const together = random.next() < 0.25;
    const file = fileOf(operable);
    const attempt = async (number: number) => {
      history.write({ door: operable.door, key: operable.key, attempt: number, event: 'invoke', ...file });
      const { outcome, said } = await send(operable, number);
      history.write({ door: operable.door, key: operable.key, attempt: number, event: outcome, said });
      return outcome;
    };
    if (together && wanted > 1) {
      await Promise.all(Array.from({ length: wanted }, (_, i) => attempt(i + 1)));
      return;
    }
    for (let number = 1; number <= mostAttempts; number += 1) {
      const outcome = await attempt(number);
      if (number >= wanted && outcome !== 'unknown') return;
      await pause(beforeNextAttemptMs);
    }
  }
}
