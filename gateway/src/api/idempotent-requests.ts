import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, Transactions, withScope } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import type { Answer } from './answer.ts';
import { ServiceAway } from './service-away.ts';

interface KeyedRequest {
  readonly key: string;
  readonly caller: Actor;
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

interface Row {
  request_hash: string;
  status: number | null;
  content_type: string | null;
  body: Buffer | null;
  running: boolean;
}

const longestKey = 255;
/** Longer than a forwarded request may take. */
const runsAtMost = '60 seconds';
const rememberedFor = '7 days';

const hashOf = ({ caller, method, path, body }: KeyedRequest): string =>
  createHash('sha256').update(`${caller.login} ${method} ${path}\n`).update(body).digest('hex');

const refusals = {
  'malformed-key': {
    en: `An idempotency key has 1 to ${longestKey} characters`,
    zh: `幂等键须为 1 至 ${longestKey} 个字符`,
  },
  'other-request': { en: 'This key was used for another request', zh: '该幂等键已用于其他请求' },
  running: { en: 'The first request with this key is still running', zh: '使用该键的首次请求仍在处理' },
  'unknown-outcome': {
    en: 'The first request with this key was cut off: look whether it took effect, then use a new key',
    zh: '使用该键的首次请求中断：请先核对是否已生效，再使用新的幂等键',
  },
} as const;

const refusal = (code: keyof typeof refusals, kind: 'conflict' | 'refused'): DomainError =>
  new DomainError(`gateway.idempotency.${code}`, refusals[code], {}, kind);

/**
 * `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header-07): the same key and request of the same caller
 * get the same answer; another request under the key is refused with 422, one still running with 409. A request that
 * surely had no effect leaves no trace, so that it can be sent again; one that was cut off is never sent a second time.
 */
@Injectable()
export class IdempotentRequests {
  constructor(private readonly transactions: Transactions) {}

  once(request: KeyedRequest, send: () => Promise<Answer>): Promise<Answer> {
    const { caller, key } = request;
    if (key.length === 0 || key.length > longestKey) throw refusal('malformed-key', 'refused');
    return withScope({ by: caller, organisations: [caller.organisation] }, async () => {
      const remembered = await this.begin(request);
      if (remembered) return remembered;
      try {
        const answer = await send();
        if (answer.status >= 500) await this.forget(request);
        else await this.remember(request, answer);
        return answer;
      } catch (error) {
        if (error instanceof ServiceAway && error.unheard) await this.forget(request);
        throw error;
      }
    });
  }

  private begin(request: KeyedRequest): Promise<Answer | null> {
    const { key, caller } = request;
    return this.transactions.run(async (tx) => {
      await tx.query(
        `delete from idempotent_requests where organisation = $1 and received_at < now() - interval '${rememberedFor}'`,
        [caller.organisation],
      );
      const begun = await tx.query(
        `insert into idempotent_requests (organisation, key, request_hash, parties) values ($1, $2, $3, $4)
         on conflict do nothing returning key`,
        [caller.organisation, key, hashOf(request), [caller.organisation]],
      );
      if (begun.length > 0) return null;
      const [known] = await tx.query<Row>(
        `select request_hash, status, content_type, body, received_at > now() - interval '${runsAtMost}' as running
           from idempotent_requests where organisation = $1 and key = $2`,
        [caller.organisation, key],
      );
      // Forgotten between the two queries: it has just failed, and may be sent again.
      if (!known) throw refusal('running', 'conflict');
      if (known.request_hash !== hashOf(request)) throw refusal('other-request', 'refused');
      if (known.status === null) throw refusal(known.running ? 'running' : 'unknown-outcome', 'conflict');
      return {
        status: known.status,
        contentType: known.content_type ?? 'application/json',
        headers: { 'idempotency-replayed': 'true' },
        body: known.body ?? Buffer.alloc(0),
      };
    });
  }

  private async remember({ key, caller }: KeyedRequest, answer: Answer): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        'update idempotent_requests set status = $3, content_type = $4, body = $5 where organisation = $1 and key = $2',
        [caller.organisation, key, answer.status, answer.contentType, answer.body],
      ),
    );
  }

  private async forget({ key, caller }: KeyedRequest): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query('delete from idempotent_requests where organisation = $1 and key = $2', [caller.organisation, key]),
    );
  }
}
