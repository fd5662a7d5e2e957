import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { DomainError } from '@tradeloom/kernel';
import type { Reach } from './outside-address.ts';

export interface Posted {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Seconds */
  readonly retryAfter: number | null;
}

/** Asks the domain name system, as `dns.lookup` does. */
export type Resolve = (
  host: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The addresses of a host, or none of them when one is out of reach. The connection is made to what was checked: a name
 * that answers otherwise the next time changes nothing.
 */
const lookupWithin =
  (reach: Reach, resolve: Resolve): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${host} has no address`), '');
      const inside = addresses.find(({ address }) => !reach.allows(address));
      if (inside) return callback(new Error(`${host} has an address that webhooks are not sent to`), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

const retryAfterOf = ({ headers }: IncomingMessage): number | null => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
};

const posted = (answer: IncomingMessage): Posted => {
  const { statusCode = 0 } = answer;
  const taken = statusCode >= 200 && statusCode < 300;
  answer.destroy();
  return { status: statusCode, reason: taken ? null : `answered ${statusCode}`, retryAfter: retryAfterOf(answer) };
};

const saying = (error: Error & { code?: string }, timedOut: boolean): string =>
  timedOut ? 'no answer in time' : (error.code ?? error.message);

/** Posts a body to a partner's address. A redirection is an answer like any other; what is answered is not read. */
export class Post {
  constructor(
    private readonly reach: Reach,
    private readonly timeoutMs: number,
    private readonly resolve: Resolve = lookup,
  ) {}

  to(address: string, body: string, headers: Readonly<Record<string, string>>, stopping: AbortSignal): Promise<Posted> {
    const refusal = this.refusalOf(address);
    if (refusal) return Promise.resolve({ status: null, reason: refusal, retryAfter: null });
    const url = new URL(address);
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
      lookup: lookupWithin(this.reach, this.resolve),
      signal: AbortSignal.any([timeout, stopping]),
      agent: false,
    };
    const request = url.protocol === 'https:' ? requestSecure : requestPlain;
    return new Promise((resolve) => {
      const sending = request(url, options, (answer) => resolve(posted(answer)));
      sending.on('error', (error) =>
        resolve({ status: null, reason: saying(error, timeout.aborted), retryAfter: null }),
      );
      sending.end(body);
    });
  }

  /** What was allowed when it was named may be out of reach by now. */
  private refusalOf(address: string): string | null {
    try {
      this.reach.mustAllowUrl(address);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.text.en;
      throw error;
    }
  }
}
