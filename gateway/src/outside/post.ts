import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request as requestPlain,
} from 'node:http';
import { request as requestSecure } from 'node:https';
import { DomainError } from '@tradeloom/kernel';
import { lookupWithin, type Resolve } from './lookup-within.ts';
import type { Reach } from './reach.ts';

/** What is posted, and how. */
export interface Letter {
  readonly body: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
  /** http will do: what is sent is sealed itself. */
  readonly plain?: boolean;
  /** How much of the answer is read, in bytes; none when left out. */
  readonly readAtMost?: number;
}

export interface Posted {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Seconds */
  readonly retryAfter: number | null;
  readonly headers: IncomingHttpHeaders;
  /** Empty where none was to be read. */
  readonly body: Buffer;
}

const retryAfterOf = ({ headers }: IncomingMessage): number | null => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
};

/** Nobody answered, or nobody was asked. */
export const unanswered = (reason: string): Posted => ({
  status: null,
  reason,
  retryAfter: null,
  headers: {},
  body: Buffer.alloc(0),
});

const saying = (error: Error & { code?: string }, timedOut: boolean): string =>
  timedOut ? 'no answer in time' : (error.code ?? error.message);

/** @throws Error when the answer breaks off, or is longer */
const bodyOf = async (answer: IncomingMessage, atMost: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  if (atMost > 0) {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > atMost) break;
      chunks.push(chunk);
    }
  }
  answer.destroy();
  if (size > atMost) throw new Error('the answer is too long');
  return Buffer.concat(chunks);
};

/** Posts to an address that a partner named. A redirection is an answer like any other. */
export class Post {
  constructor(
    private readonly reach: Reach,
    private readonly timeoutMs: number,
    private readonly resolve?: Resolve,
  ) {}

  to(address: string, letter: Letter, stopping: AbortSignal): Promise<Posted> {
    const refusal = this.refusalOf(address, letter);
    if (refusal) return Promise.resolve(unanswered(refusal));
    const { body, headers, readAtMost = 0 } = letter;
    const url = new URL(address);
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: lookupWithin(this.reach, this.resolve),
      signal: AbortSignal.any([timeout, stopping]),
      agent: false,
    };
    const request = url.protocol === 'https:' ? requestSecure : requestPlain;
    return new Promise((resolve) => {
      const failed = (error: Error): void => resolve(unanswered(saying(error, timeout.aborted)));
      const sending = request(url, options, (answer) => {
        bodyOf(answer, readAtMost).then((read) => resolve(posted(answer, read)), failed);
      });
      sending.on('error', failed);
      sending.end(body);
    });
  }

  /** What was allowed when it was named may be out of reach by now. */
  private refusalOf(address: string, { plain = false }: Letter): string | null {
    try {
      this.reach.mustAllowUrl(address, plain);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.text.en;
      throw error;
    }
  }
}

const posted = (answer: IncomingMessage, body: Buffer): Posted => {
  const { statusCode = 0, headers } = answer;
  const taken = statusCode >= 200 && statusCode < 300;
  return {
    status: statusCode,
    reason: taken ? null : `answered ${statusCode}`,
    retryAfter: retryAfterOf(answer),
    headers,
    body,
  };
};
