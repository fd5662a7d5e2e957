import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Stack, Steps, startStack } from '@tradeloom/stack';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface Fate {
  readonly id: string;
  readonly status: string;
  readonly control: string;
  readonly traceId: string;
  readonly messageType: string | null;
  readonly orderNumber: string | null;
  readonly messages: readonly { verdict: string; orderId: string | null; errors: readonly { code: string }[] }[];
  readonly errors: readonly { code: string; message: { en: string; zh: string } }[];
  readonly acknowledgements: readonly string[];
}

export interface Sent {
  readonly body?: string;
  readonly type?: string;
}

const deadlineMs = 30_000;
const betweenLooksMs = 100;

/** The whole platform as an outsider meets it: files and resources through the gateway, by API key. */
export class RunningPlatform {
  private constructor(private readonly stack: Stack) {}

  /** Starts a stack of its own, beside whatever else runs; says nothing but failures. */
  static async start(name: string, env: Readonly<Record<string, string>> = {}): Promise<RunningPlatform> {
    const { DATABASE_URL: _database, KAFKA_BROKERS: _brokers, ...inherited } = process.env;
    const state = join(import.meta.dirname, '../../.tradeloom/flows', name);
    rmSync(state, { recursive: true, force: true });
    const stack = await startStack({
      mode: 'demo',
      env: {
        ...inherited,
        ...env,
        TRADELOOM_STATE_DIR: state,
        TRADELOOM_STRICT_VIEWS: '1',
        TRADELOOM_BUSINESS_DATE: '2026-12-07',
      },
      steps: new Steps(() => undefined),
    });
    return new RunningPlatform(stack);
  }

  /** Where its credentials, logs and files lie. */
  get state(): string {
    return this.stack.places.state;
  }

  /** Everybody who has a key, by login or partner id. */
  get callers(): readonly { readonly name: string; readonly organisation: string; readonly role: string }[] {
    const { partners, people } = this.stack.credentials;
    return [
      ...partners.map(({ id, organisation }) => ({ name: id, organisation, role: 'system' })),
      ...people.map(({ login, organisation, role }) => ({ name: login, organisation, role })),
    ];
  }

  /** The database as the owner of all schemas. */
  get ownerUrl(): string {
    return this.stack.ownerUrl;
  }

  /** What a caller is answered, byte by byte; a path below the API, or a page. */
  async fetch(who: string, path: string): Promise<{ status: number; type: string; bytes: Buffer }> {
    const answer = await fetch(`${this.stack.endpoints.gateway}${path}`, {
      headers: { authorization: `Bearer ${this.keyOf(who)}` },
    });
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  /** What whoever holds the key is answered; led nowhere else. */
  async answer(key: string, method: string, path: string, sent: Sent = {}): Promise<{ status: number; text: string }> {
    const { body, type } = sent;
    const answer = await fetch(`${this.stack.endpoints.gateway}${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${key}`, ...(type !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  stop(): Promise<void> {
    return this.stack.stop();
  }

  async call<Body>(
    who: string,
    method: string,
    path: string,
    body?: string | Buffer,
    type = 'application/json',
  ): Promise<Answer<Body>> {
    const answer = await fetch(`${this.stack.endpoints.gateway}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.keyOf(who)}`, ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: (json ? JSON.parse(text) : text) as Body };
  }

  /** A page of the API's own, for everybody. */
  async api<Body>(path: string): Promise<Answer<Body>> {
    const answer = await fetch(`${this.stack.endpoints.gateway}${path}`);
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  get<Body>(who: string, path: string): Promise<Answer<Body>> {
    return this.call(who, 'GET', path);
  }

  /** Sends a file and waits until it has been read. */
  async send(partner: string, file: string): Promise<Fate> {
    const { status, body } = await this.call<{ id: string }>(
      partner,
      'POST',
      `/partners/${partner}/interchanges`,
      file,
      'application/edi-x12',
    );
    if (status !== 202) throw new Error(`the file was answered ${status}: ${JSON.stringify(body)}`);
    return this.until(async () => {
      const { body: fate } = await this.get<Fate>(partner, `/partners/${partner}/interchanges/${body.id}`);
      return fate.status === 'received' ? undefined : fate;
    }, `file ${body.id} of ${partner} is read`);
  }

  /** What `tradeloom NAME... --json` says of this stack. */
  async tradeloom<Said>(...args: readonly string[]): Promise<Said> {
    const command = join(import.meta.dirname, '../../libs/cli/bin/tradeloom.mjs');
    const env = { ...process.env, TRADELOOM_STATE_DIR: this.stack.places.state };
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...args, '--json'], { env }).catch(
      (failure: { stdout: string }) => failure,
    );
    return JSON.parse(stdout) as Said;
  }

  /** The file we made for a partner about one of his documents. */
  outbound(partner: string, messageType: string, number: string): Promise<Fate & { text: string }> {
    return this.until(async () => {
      const { body } = await this.get<Fate[]>(partner, `/partners/${partner}/interchanges?direction=out`);
      const found = body.find((f) => f.messageType === messageType && f.orderNumber === number);
      return found && { ...found, text: await this.content(partner, found.id) };
    }, `${messageType} about ${number} for ${partner}`);
  }

  async content(partner: string, id: string): Promise<string> {
    return (await this.get<string>(partner, `/partners/${partner}/interchanges/${id}/content`)).body;
  }

  /** Looks again and again until there is something to see. */
  async until<T>(look: () => Promise<T | undefined>, wanted: string): Promise<T> {
    const deadline = performance.now() + deadlineMs;
    for (;;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (performance.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${wanted}`);
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
  }

  keyOf(who: string): string {
    const { partners, people } = this.stack.credentials;
    const found = partners.find((p) => p.id === who) ?? people.find((p) => p.login === who);
    if (!found) throw new Error(`nobody is called ${who}`);
    return found.apiKey;
  }
}

/** Control and order numbers that were not used before. */
export const freshNumber = (): string => String(randomInt(100_000_000, 999_999_999));
