import { setTimeout as pause } from 'node:timers/promises';
import type { Act } from '../acting.ts';

const betweenMs = 500;

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string;
}

/** A system that nobody can call: it asks for events again and again, always with the last cursor. */
export class Asker {
  /** the ids of what it was given, in order */
  readonly heard: string[] = [];
  private next: string | undefined;
  private stopped = false;
  private asking: Promise<void> = Promise.resolve();

  readonly organisation: string;
  private readonly who: string;
  private readonly act: Act;

  constructor(organisation: string, who: string, act: Act) {
    this.organisation = organisation;
    this.who = who;
    this.act = act;
  }

  begin(): void {
    this.asking = this.keepAsking();
  }

  /** Asks for the rest, and ends. */
  async end(): Promise<void> {
    this.stopped = true;
    await this.asking;
    while ((await this.ask()) > 0);
  }

  private async keepAsking(): Promise<void> {
    while (!this.stopped) {
      const given = await this.ask().catch(() => 0);
      if (given === 0) await pause(betweenMs);
    }
  }

  private async ask(): Promise<number> {
    const query = this.next === undefined ? '' : `?after=${encodeURIComponent(this.next)}`;
    const { items, next } = await this.act<Page>(this.who, 'GET', `events${query}`);
    this.heard.push(...items.map(({ id }) => id));
    this.next = next;
    return items.length;
  }
}
