import { create, gateway } from '@tradeloom/contracts';
import { type Decision, must, type Outcome, unchanged } from '@tradeloom/kernel';
import { type Attempt, breakerPauseMs, isGone, isTaken } from '../outside/attempt.rules.ts';

/** A key of the endpoint, by its number; what it signs with is drawn from the gateways' own secret. */
export interface WebhookKey {
  readonly number: number;
  /** RFC 3339: signs beside its successor until then. */
  readonly until: string | null;
}

/** An organisation's own address, which is told of events that the organisation is party to. */
export interface Webhook {
  readonly id: string;
  readonly version: number;
  /** The organisation alone: whom it tells is no business of its partners. */
  readonly parties: readonly string[];
  readonly organisation: string;
  readonly url: string;
  readonly description: string;
  /** Event types, `orders.OrderAccepted`; none for all. */
  readonly types: readonly string[];
  readonly status: 'enabled' | 'disabled' | 'stopped' | 'removed';
  readonly keys: readonly WebhookKey[];
  /** Attempts in a row that failed, and since when. */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** The breaker: nothing is tried before. */
  readonly restingUntil: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface WebhookTerms {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
}

const hourInMs = 3_600_000;
/** Hours in which the key before still signs, so that the receiver can change over. */
const keysOverlapHours = 24;
/** Hours of nothing but failure after which an endpoint is switched off. */
const givenUpAfterHours = 120;

const healthy = { failures: 0, failingSince: null, restingUntil: null } as const;
const keep = (state: Webhook): Outcome<Webhook> => ({ state, events: [] });

export const openWebhook = (
  terms: WebhookTerms,
  { id, organisation, login, at }: { id: string; organisation: string; login: string; at: Date },
): Outcome<Webhook> =>
  keep({
    id,
    version: 0,
    parties: [organisation],
    organisation,
    ...terms,
    status: 'enabled',
    keys: [{ number: 1, until: null }],
    ...healthy,
    createdBy: login,
    createdAt: at,
  });

const mustBeThere = ({ status }: Webhook): void =>
  must(status !== 'removed', 'gateway.webhook.removed', { en: 'The endpoint was removed', zh: '该回调地址已删除' });

/** Switching an endpoint on forgets what failed before. */
export const changeWebhook =
  (terms: WebhookTerms, status: 'enabled' | 'disabled'): Decision<Webhook> =>
  (webhook) => {
    mustBeThere(webhook);
    return keep({ ...webhook, ...terms, status, ...(status === 'enabled' && healthy) });
  };

export const removeWebhook: Decision<Webhook> = (webhook) => {
  mustBeThere(webhook);
  return keep({ ...webhook, status: 'removed' });
};

/** A new key signs from now on; the one before signs beside it for a day, older ones no more. */
export const rotateKey =
  (at: Date): Decision<Webhook> =>
  (webhook) => {
    mustBeThere(webhook);
    const [newest, ...older] = webhook.keys;
    const until = new Date(at.getTime() + keysOverlapHours * hourInMs).toISOString();
    const number = (newest?.number ?? 0) + 1;
    const before = newest ? [{ ...newest, until }] : [];
    return keep({ ...webhook, keys: [{ number, until: null }, ...before, ...keysInUse(older, at)].slice(0, 2) });
  };

/** The keys that sign at a moment, the newest first. */
export const keysInUse = (keys: readonly WebhookKey[], at: Date): WebhookKey[] =>
  keys.filter(({ until }) => until === null || Date.parse(until) > at.getTime());

/** What an attempt says about the endpoint itself: well, failing, resting behind its breaker, or switched off. */
export const noteAttempt =
  (attempt: Attempt, at: Date): Decision<Webhook> =>
  (webhook) => {
    if (webhook.status !== 'enabled') return unchanged(webhook);
    if (isTaken(attempt)) return webhook.failures === 0 ? unchanged(webhook) : keep({ ...webhook, ...healthy });
    const failures = webhook.failures + 1;
    const failingSince = webhook.failingSince ?? at;
    const restFor = breakerPauseMs(failures);
    const failing = {
      ...webhook,
      failures,
      failingSince,
      restingUntil: restFor > 0 ? new Date(at.getTime() + restFor) : null,
    };
    if (isGone(attempt)) return stop(failing, 'gone');
    const isHopeless = at.getTime() - failingSince.getTime() >= givenUpAfterHours * hourInMs;
    return isHopeless ? stop(failing, 'silent-too-long') : keep(failing);
  };

const stop = (webhook: Webhook, reason: 'gone' | 'silent-too-long'): Outcome<Webhook> => ({
  state: { ...webhook, status: 'stopped' },
  events: [
    create(gateway.WebhookStoppedSchema, {
      endpoint: webhook.id,
      organisation: webhook.organisation,
      host: new URL(webhook.url).host,
      reason,
    }),
  ],
});
