import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, Transactions, withScope } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import type { Answer } from './answer.ts';

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
}

const hashOf = ({ method, path, body }: KeyedRequest): string =>
  createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');

const refusal = (code: string, en: string, zh: string, kind: 'conflict' | 'refused'): DomainError =>
  new DomainError(`gateway.idempotency.${code}`, { en, zh }, {}, kind);

/**
 * `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header-07): the same key and request get the same
 * answer; another request under the key is refused with 422, one still running with 409. A request that failed on
 * our side leaves no trace, so that it can be sent again.
 */
@Injectable()
export class IdempotentRequests {
  constructor(private readonly transactions: Transactions) {}

  once(request: KeyedRequest, send: () => Promise<Answer>): Promise<Answer> {
    const { caller } = request;
    return withScope({ by: caller, organisations: [caller.organisation] }, async () => {
      const remembered = await this.begin(request);
      if (remembered) return remembered;
      try {
        const answer = await send();
        if (answer.status >= 500) await this.forget(request);
        else await this.remember(request, answer);
        return answer;
      } catch (error) {
        await this.forget(request);
        throw error;
      }
    });
  }

  private begin(request: KeyedRequest): Promise<Answer | null> {
    const { key, caller } = request;
    return this.transactions.run(async (tx) => {
      const begun = await tx.query(
        `insert into idempotent_requests (organisation, key, request_hash, parties) values ($1, $2, $3, $4)
         on conflict do nothing returning key`,
        [caller.organisation, key, hashOf(request), [caller.organisation]],
      );
      if (begun.length > 0) return null;
      const [known] = await tx.query<Row>(
        'select request_hash, status, content_type, body from idempotent_requests where organisation = $1 and key = $2',
        [caller.organisation, key],
      );
      if (known?.request_hash !== hashOf(request)) {
        throw refusal('other-request', 'This key was used for another request', '该幂等键已用于其他请求', 'refused');
      }
      if (known.status === null) {
        throw refusal(
          'running',
          'The first request with this key is still running',
          '使用该键的首次请求仍在处理',
          'conflict',
        );
      }
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
