import fc from 'fast-check';
import type { Attempt } from '../../gateway/src/outside/attempt.rules.ts';
import {
  changeWebhook,
  keysInUse,
  noteAttempt,
  openWebhook,
  removeWebhook,
  rotateKey,
  type Webhook,
} from '../../gateway/src/webhooks/webhook.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const at = (today: string): Date => new Date(`${today}T08:00:00Z`);
const terms = { url: 'https://erp.harbor-pine.example/hook', description: '', types: [] };
const today = '2026-12-07';
const first = openWebhook(terms, { id: 'w1', organisation: 'harbor-pine', login: 'pat', at: at(today) });
const answered = (status: number | null): Attempt => ({
  at: '',
  status,
  reason: status === 204 ? null : 'failed',
  ms: 4,
});
const answer = fc.constantFrom(503, 503, 503, null, 204, 410);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: answer.map(
      (status): Step<Webhook> =>
        (hook, on) =>
          noteAttempt(answered(status), at(on))(hook),
    ),
  },
  fc.constantFrom('enabled' as const, 'disabled' as const).map((status) => changeWebhook(terms, status)),
  fc.constant<Step<Webhook>>((hook, on) => rotateKey(at(on))(hook)),
  fc.constant(removeWebhook),
);

it(`an endpoint is told, or its owner knows why it is not (seed ${seed})`, () => {
  let stopped = 0;
  const unreached = play<Webhook>({
    follow: [{ process: 'webhooks/webhook', of: ({ status }) => ({ endpoint: status }) }],
    begin: fc.constant(first),
    today,
    step,
    always: (history) => {
      const { status, failures, failingSince, restingUntil, keys } = history.state;
      const sign = keysInUse(keys, at(history.today));
      mustHold('one key stays, the newest', keys.filter(({ until }) => until === null).length === 1);
      mustHold('one or two sign', sign.length === 1 || sign.length === 2);
      mustHold('who fails does so since a day', (failures === 0) === (failingSince === null));
      mustHold('who is well does not rest', failures > 0 || restingUntil === null);
      const days = failingSince === null ? 0 : (at(history.today).getTime() - failingSince.getTime()) / 86_400_000;
      mustHold(
        'who rests is tried again',
        restingUntil === null || restingUntil.getTime() <= at(history.today).getTime() + 600_000,
      );
      stopped = Math.max(stopped, status === 'stopped' ? days : 0);
    },
    atLast: (history) => {
      const told = history.times('WebhookStopped');
      mustHold('a stop is told', history.state.status !== 'stopped' || told > 0);
    },
  });
  expect(unreached).toEqual([]);
  expect(stopped).toBeGreaterThanOrEqual(5);
}, 120_000);
