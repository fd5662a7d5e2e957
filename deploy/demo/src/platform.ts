import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unmet } from './check.ts';
import type { Text } from './text.ts';

/** RFC 9457, as every door of the platform refuses. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly text?: Text;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly unknown[];
  readonly traceId?: string;
}

/** A call was answered with a problem. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(call: string, problem: Problem) {
    const details = problem.errors ? ` ${JSON.stringify(problem.errors)}` : '';
    const facts = problem.facts ? ` ${JSON.stringify(problem.facts)}` : '';
    super(`${call}: ${problem.status} ${problem.code}: ${problem.title}${facts}${details}`);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** The fate of a partner's file, as `GET .../interchanges/{id}` tells it. */
export interface Interchange {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly status:
    | 'received'
    | 'processed'
    | 'processed-with-errors'
    | 'rejected'
    | 'sent'
    | 'acknowledged'
    | 'refused';
  readonly format: string;
  readonly charset: string | null;
  readonly messageType: string | null;
  readonly fileName: string | null;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly errors: readonly FileError[];
  readonly messages: readonly {
    readonly type: string;
    readonly verdict: string;
    readonly orderId: string | null;
    readonly errors: readonly FileError[];
  }[];
  readonly rows: readonly {
    readonly row: number;
    readonly verdict: string;
    readonly orderId: string | null;
    readonly errors: readonly FileError[];
  }[];
  readonly acknowledgements: readonly string[];
  readonly traceId: string | null;
  readonly receivedAt: string;
}

export interface FileError {
  readonly code: string;
  readonly message: Text;
}

/** Somebody with a key: a person, or a partner's system. */
export class Caller {
  readonly name: string;
  private readonly gateway: string;
  private readonly apiKey: string;

  constructor(gateway: string, name: string, apiKey: string) {
    this.gateway = gateway;
    this.name = name;
    this.apiKey = apiKey;
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.call('GET', path)).json()) as T;
  }

  async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.call('GET', path)).arrayBuffer());
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.say<T>('POST', path, body);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.say<T>('PUT', path, body);
  }

  async upload<T>(path: string, file: Uint8Array<ArrayBuffer>, contentType: string): Promise<T> {
    const answer = await this.call('POST', path, { body: file, headers: { 'content-type': contentType } });
    return (await answer.json()) as T;
  }

  private async say<T>(method: string, path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.call(method, path, { body: JSON.stringify(body), headers });
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private async call(method: string, path: string, more: RequestInit = {}): Promise<Response> {
    const answer = await fetch(`${this.gateway}/api/v1/${path}`, {
      ...more,
      method,
      headers: { ...more.headers, authorization: `Bearer ${this.apiKey}` },
    });
    if (answer.ok) return answer;
    throw new Refused(`${method} /api/v1/${path} as ${this.name}`, await problemIn(answer));
  }
}

const problemIn = async (answer: Response): Promise<Problem> => {
  const text = await answer.text();
  if (answer.headers.get('content-type')?.includes('json')) return JSON.parse(text) as Problem;
  return { status: answer.status, code: 'no-problem-json', title: text.slice(0, 200) };
};

interface Credentials {
  readonly partners: readonly { readonly id: string; readonly apiKey: string }[];
  readonly people: readonly { readonly login: string; readonly apiKey: string }[];
}

/** The running platform by its public doors, with the keys of the demo companies. */
export class Platform {
  readonly gateway: string;
  /** Where addresses, keys, logs and the journey's files lie. */
  readonly state: string;
  private readonly callers: ReadonlyMap<string, Caller>;

  private constructor(state: string, gateway: string, { partners, people }: Credentials) {
    this.state = state;
    this.gateway = gateway;
    this.callers = new Map([
      ...partners.map(({ id, apiKey }) => [`partner ${id}`, new Caller(gateway, id, apiKey)] as const),
      ...people.map(({ login, apiKey }) => [`person ${login}`, new Caller(gateway, login, apiKey)] as const),
    ]);
  }

  /** @param state the folder of the running stack, `.tradeloom` */
  static open(state: string): Platform {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(state, file), 'utf8'));
    const { gateway } = read('endpoints.json') as { gateway: string };
    return new Platform(state, gateway, read('credentials.json') as Credentials);
  }

  as(login: string): Caller {
    return this.callerOf(`person ${login}`);
  }

  asPartner(id: string): Caller {
    return this.callerOf(`partner ${id}`);
  }

  /** @returns the id under which the gateway keeps the file */
  async sendFile(partner: string, file: Uint8Array<ArrayBuffer>, contentType: string): Promise<string> {
    const kept = await this.asPartner(partner).upload<{ id: string }>(
      `partners/${partner}/interchanges`,
      file,
      contentType,
    );
    return kept.id;
  }

  interchange(partner: string, id: string): Promise<Interchange> {
    return this.asPartner(partner).get(`partners/${partner}/interchanges/${id}`);
  }

  content(partner: string, id: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.asPartner(partner).bytes(`partners/${partner}/interchanges/${id}/content`);
  }

  /** The files that wait for a partner, or that it fetched already, oldest first. */
  async outbound(partner: string, { type, order, since }: OutboundFilter): Promise<readonly Interchange[]> {
    const query = new URLSearchParams({ direction: 'out', ...(order && { order }), ...(since && { since }) });
    const all = await this.asPartner(partner).get<readonly Interchange[]>(`partners/${partner}/interchanges?${query}`);
    return all.filter(({ messageType }) => type === undefined || messageType === type);
  }

  private callerOf(name: string): Caller {
    const caller = this.callers.get(name);
    if (!caller) throw new Error(`credentials.json has no key of ${name}`);
    return caller;
  }
}

export interface OutboundFilter {
  readonly type?: string;
  /** Order's id. */
  readonly order?: string;
  /** RFC 3339. */
  readonly since?: string;
}

/** Asserts that a door refuses, and for this reason. */
export const refuses = async (status: number, code: string, call: () => Promise<unknown>): Promise<Problem> => {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status !== status || error.code !== code)
      throw new Unmet(error.message, `${status} ${code}`, `${error.status} ${error.code}`);
    return error.problem;
  }
  throw new Unmet('the call', `refused with ${status} ${code}`, 'accepted');
};
