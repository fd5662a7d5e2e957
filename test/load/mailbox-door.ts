import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@tradeloom/stack';

interface Taken {
  readonly id: string;
  readonly status: string;
}

const lookEveryMs = 20;
const tooMany = 429;

/** Where a partner's files come in, and what became of them is told. */
export class MailboxDoor {
  readonly #url: string;
  readonly #key: string;

  constructor({ endpoints, credentials }: Stack, partner: string) {
    const key = credentials.partners.find(({ id }) => id === partner)?.apiKey;
    const gateway = endpoints['gateway'];
    if (!key || !gateway) throw new Error('the stack does not say where the gateway is, or how the partner signs in');
    this.#url = `${gateway}/api/v1/partners/${partner}/interchanges`;
    this.#key = key;
  }

  /** @returns the file's id; undefined when he is told that he sends too many */
  async post(file: Uint8Array, contentType: string): Promise<string | undefined> {
    const body = Buffer.from(file);
    const answer = await this.#asked('', { method: 'POST', body, headers: { 'content-type': contentType } });
    return answer?.id;
  }

  /** Waits until it has been read. */
  async fateOf(id: string): Promise<string> {
    for (;;) {
      const status = (await this.#asked(`/${id}`))?.status;
      if (status && status !== 'received') return status;
      await pause(lookEveryMs);
    }
  }

  async #asked(path: string, init: RequestInit = {}): Promise<Taken | undefined> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#key}` };
    const answer = await fetch(`${this.#url}${path}`, { ...init, headers });
    const text = await answer.text();
    if (answer.status === tooMany) return undefined;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Taken;
  }
}
