import { type Received, readReceipt, type Settlement, settleReceipt } from '@tradeloom/as2';
import type { Stage } from '@tradeloom/testing';
import type { As2Message } from '../src/as2/as2-messages.ts';
import type { Interchange } from '../src/mailboxes/interchange.rules.ts';
import { as2Identity, pemOf } from './as2-identity.ts';
import { As2Partner } from './as2-partner.ts';
import { Scene } from './scene.ts';

interface Asked<T> {
  readonly status: number;
  readonly body: T;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export const partner = 'harbor-pine';
const terms = { ourName: 'EASTBRIDGE', theirName: 'HARBORPINE AS2' };

/** The gateway and a partner who speak AS2, and a stranger. */
export class As2Scene {
  scene!: Scene;
  readonly stranger = as2Identity('stranger');
  private readonly ours = as2Identity('eastbridge');
  private readonly theirs = as2Identity('harbor pine');
  readonly station = new As2Partner(this.theirs, this.ours, this.stranger);

  /** For all tests of a suite. */
  static ofSuite(): As2Scene {
    const as2 = new As2Scene();
    beforeAll(() => as2.open(), 60_000);
    afterAll(() => as2.close());
    return as2;
  }

  private async open(): Promise<void> {
    await this.station.open();
    this.scene = await Scene.open({ AS2_KEYS: pemOf(this.ours), PARTNER_NETWORKS: '127.0.0.1/32' });
    const { status, body } = await this.set({});
    if (status !== 200) throw new Error(`the station was answered ${status}: ${JSON.stringify(body)}`);
    await this.asked('POST', '/certificates', { pem: String(this.theirs.certificate) });
  }

  private async close(): Promise<void> {
    this.station.close();
    await this.scene.close();
  }

  get stage(): Stage {
    return this.scene.stage;
  }

  /** What the partner’s AS2 pages of the API answer. */
  async asked<T>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    who = partner,
  ): Promise<Asked<T>> {
    const url = `/api/v1/partners/${partner}/as2${path}`;
    const type = { 'content-type': 'application/json' };
    const answer = await (body
      ? this.scene.call(method, url, who, JSON.stringify(body), type)
      : this.scene.call(method, url, who));
    return { status: answer.status, body: (/^[{[]/.test(answer.text) ? answer.json() : {}) as T };
  }

  /** Sets the partner's terms: all of AS2 unless said otherwise. */
  set(changes: object): Promise<Asked<object>> {
    return this.asked('PUT', '', { ...terms, url: this.station.url, ...changes });
  }

  /** How the gateway answers what is posted at its AS2 door. */
  async posted({ headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer }): Promise<Answer> {
    const answer = await this.scene.call('POST', '/as2', 'nobody', body, { ...headers });
    return { status: answer.status, headers: answer.headers as Record<string, string>, body: answer.raw };
  }

  /** What the partner makes of the answer. */
  settledWith(answer: Received, sent: ReturnType<As2Partner['message']>): Settlement {
    return settleReceipt(readReceipt(answer, { trusted: [this.ours.certificate], at: new Date() }), {
      messageId: sent.headers['Message-ID'] ?? '',
      mics: sent.mics,
      signedReceipt: true,
    });
  }

  async book(): Promise<As2Message[]> {
    return (await this.asked<As2Message[]>('GET', '/messages')).body;
  }

  async files(find: string): Promise<Interchange[]> {
    const answer = await this.scene.call('GET', `/api/v1/interchanges?find=${encodeURIComponent(find)}`, partner);
    return answer.json<{ items: Interchange[] }>().items;
  }
}
