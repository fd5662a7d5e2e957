import type { Outcome } from '../operation.rules.ts';

/** How a file or a request comes to the gateway: by its doors, or fetched by it from the customer's own server. */
export type Way = 'https' | 'as2' | 'as2-async' | 'sftp' | 'partner-sftp';

/** One business operation, ready to be sent, and to be sent again just the same. */
export interface Operable {
  readonly door: string;
  /** the unique number by which its effect is found */
  readonly key: string;
  readonly who: string;
  /** https when nothing is said */
  readonly way?: Way;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** the same for all attempts, where the door is no file's */
  readonly idempotencyKey?: string;
}

export interface Answered {
  readonly outcome: Outcome;
  readonly said: string;
}

const answerWithinMs = 15_000;

/** A conflict may mean that the first attempt is still under way; the rest below 500 is a refusal without effect. */
const outcomeOf = (status: number): Outcome => {
  if (status < 300) return 'ok';
  return status >= 500 || status === 409 || status === 429 ? 'unknown' : 'refused';
};

/** Sends it once. Whatever goes wrong on the way: nobody knows whether it was heard. */
export const sendByHttps = async (gateway: string, key: string, operable: Operable): Promise<Answered> => {
  const { path, contentType, body, idempotencyKey } = operable;
  try {
    const answer = await fetch(`${gateway}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': contentType,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const text = await answer.text();
    const outcome = outcomeOf(answer.status);
    return { outcome, said: outcome === 'ok' ? String(answer.status) : `${answer.status} ${text.slice(0, 300)}` };
  } catch (error) {
    const { cause, message } = error as Error;
    return { outcome: 'unknown', said: (cause as NodeJS.ErrnoException | undefined)?.code ?? message };
  }
};
