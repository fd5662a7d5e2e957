import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type IsoDate } from './calendar.ts';
import { same, there } from './check.ts';
import { encodeGb18030 } from './encode-gb18030.ts';
import { eventually } from './eventually.ts';
import type { Facts } from './facts.ts';
import { fill, template } from './fill-template.ts';
import type { Interchange, Platform } from './platform.ts';
import type { SentFile } from './sent-file.ts';
import type { Text } from './text.ts';
import { readX12, type X12File } from './x12-file.ts';

/** One thing that a party does, and what must come of it. */
export interface Step {
  readonly name: Text;
  run(journey: Journey): Promise<void>;
}

export interface Chapter {
  readonly title: Text;
  readonly steps: readonly Step[];
}

/** How a partner's files are written: charset and content type. */
const partners = {
  'harbor-pine': {
    contentType: 'application/edi-x12',
    encode: (text: string): Uint8Array<ArrayBuffer> => Buffer.from(text, 'utf8'),
  },
  jingsu: {
    contentType: 'application/edi-x12',
    encode: (text: string): Uint8Array<ArrayBuffer> => Buffer.from(text, 'utf8'),
  },
  jinfeng: { contentType: 'text/csv', encode: encodeGb18030 },
} as const;
export type PartnerId = keyof typeof partners;

/** An open stage of an earlier order's payment plan. */
export interface Debt {
  readonly orderId: string;
  readonly stageId: string;
  readonly amount: string;
  readonly due: IsoDate;
}

/** As many characters as a bank's reference may have. */
const longestReference = 80;

/** A run of the scenario: the day it is, the numbers it drew, what earlier steps found out. */
export class Journey {
  readonly platform: Platform;
  /** Day 0, a Monday. */
  readonly start: IsoDate;
  /** The business date now. */
  today: IsoDate;
  /** What makes this run's document numbers new: eight digits. */
  readonly serial: string;
  readonly startedAt: string;
  readonly folder: string;
  private control: number;
  private readonly facts: { [K in keyof Facts]?: Facts[K] | undefined } = {};
  private readonly fetched = new Set<string>();
  private readonly kept = new Set<string>();
  private debts: readonly Debt[] = [];

  constructor(platform: Platform, start: IsoDate, at: Date) {
    this.platform = platform;
    this.start = start;
    this.today = start;
    this.startedAt = at.toISOString();
    const tenthsOfSeconds = Math.floor(at.getTime() / 100);
    this.control = tenthsOfSeconds % 1_000_000_000;
    this.serial = String(Math.floor(tenthsOfSeconds / 10) % 100_000_000).padStart(8, '0');
    this.folder = join(platform.state, 'journey', `HP${this.serial}`);
    mkdirSync(this.folder, { recursive: true });
  }

  /** Day n of the journey. */
  day(n: number): IsoDate {
    return addDays(this.start, n);
  }

  /** Lets the days pass until day n. */
  async reach(n: number): Promise<void> {
    const date = this.day(n);
    if (date <= this.today) return;
    await this.platform.as('ops.e').post('demo/clock', { businessDate: date });
    this.today = date;
    await this.payDebts();
  }

  /** What earlier orders will owe in the days to come: their customer pays it on the day, as he should. */
  async payOnTheDay(debts: readonly Debt[]): Promise<void> {
    this.debts = debts;
    await this.payDebts();
  }

  private async payDebts(): Promise<void> {
    for (const { orderId, stageId, amount, due } of this.debts.filter((debt) => debt.due <= this.today)) {
      await this.platform.as('qian.wen').post('payments-received', {
        payer: 'harbor-pine',
        money: { amount, currency: 'USD' },
        valueDate: due,
        reference: `HP-${stageId}`.slice(0, longestReference),
        order: orderId,
      });
    }
    this.debts = this.debts.filter((debt) => debt.due > this.today);
  }

  note<K extends keyof Facts>(name: K, value: Facts[K]): void {
    this.facts[name] = value;
  }

  find<K extends keyof Facts>(name: K): Facts[K] | undefined {
    return this.facts[name];
  }

  known<K extends keyof Facts>(name: K): Facts[K] {
    const value = this.find(name);
    if (value === undefined) throw new Error(`no step before this one found ${name}`);
    return value;
  }

  /** A partner's system sends a file made from a template. Answers when the gateway has read it. */
  async send(partner: PartnerId, file: string, values: Readonly<Record<string, string>> = {}): Promise<SentFile> {
    const control = String(++this.control % 1_000_000_000).padStart(9, '0');
    const numbers = { control, group: String(Number(control)), serial: this.serial };
    const text = fill(template(`${partner}/${file}`), {
      start: this.start,
      today: this.today,
      values: { ...numbers, ...values },
    });
    return this.sendBytes(partner, file, partners[partner].encode(text));
  }

  async sendBytes(partner: PartnerId, file: string, bytes: Uint8Array<ArrayBuffer>): Promise<SentFile> {
    const { contentType } = partners[partner];
    const id = await this.platform.sendFile(partner, bytes, contentType);
    this.keep(`in-${partner}-${file}`, bytes);
    const fate = await eventually(`${file} of ${partner} is read`, async () => {
      const seen = await this.platform.interchange(partner, id);
      if (seen.status === 'received') same(`interchange ${id} status`, seen.status, 'processed');
      return seen;
    });
    return { id, bytes, fate };
  }

  /** The newest outbound file of this type that was not looked at before, as the partner fetches it. */
  async fetchX12(partner: PartnerId, type: string, filter: { order?: string; number?: string }): Promise<FetchedFile> {
    const found = await this.waitForFile(partner, type, filter);
    const text = Buffer.from(found.bytes).toString('utf8');
    return { ...found, x12: readX12(text) };
  }

  async waitForFile(
    partner: PartnerId,
    type: string,
    { order, number }: { order?: string; number?: string },
  ): Promise<Fetched> {
    const interchange = await eventually(`a ${type} waits for ${partner}`, async () => {
      const all = await this.platform.outbound(partner, { type, since: this.startedAt, ...(order && { order }) });
      const fresh = all.filter(
        (one) => !this.fetched.has(one.id) && (number === undefined || one.orderNumber === number),
      );
      return there(`outbound ${type} of ${number ?? order ?? 'today'}`, fresh.at(0));
    });
    this.fetched.add(interchange.id);
    const bytes = await this.platform.content(partner, interchange.id);
    this.keep(`out-${partner}-${interchange.fileName ?? type}`, bytes);
    return { interchange, bytes };
  }

  /** Keeps a file of the journey for people to look at, once. */
  keep(name: string, bytes: Uint8Array): void {
    const content = createHash('sha256').update(bytes).digest('hex');
    if (this.kept.has(content)) return;
    this.kept.add(content);
    const number = String(this.kept.size).padStart(3, '0');
    writeFileSync(join(this.folder, `${number}-${name.replace(/[^\w.-]+/g, '-')}`), bytes);
  }
}

export interface Fetched {
  readonly interchange: Interchange;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface FetchedFile extends Fetched {
  readonly x12: X12File;
}
