import { pauseMs, repetitions } from '../outside/attempt.rules.ts';
import { keysInUse, noteAttempt, openWebhook, rotateKey, type Webhook } from './webhook.rules.ts';

const day = 86_400_000;
const hour = 3_600_000;
const begin = new Date('2026-12-07T08:00:00Z');
const after = (ms: number): Date => new Date(begin.getTime() + ms);
const webhook: Webhook = openWebhook(
  { url: 'https://erp.harbor-pine.example/hook', description: '', types: [] },
  { id: 'w1', organisation: 'harbor-pine', login: 'harbor-pine', at: begin },
).state;
const failed = { at: '', status: 503, reason: 'answered 503', ms: 4 };
const taken = { at: '', status: 204, reason: null, ms: 4 };

describe('the schedule of attempts', () => {
  it('is that of Standard Webhooks: ten attempts in 75 h 35 min 5 s', () => {
    const total = repetitions.reduce((sum, seconds) => sum + seconds, 0);
    expect(total).toBe(75 * 3600 + 35 * 60 + 5);
    expect(repetitions.map((_, made) => pauseMs(made + 1, null, 0.5))).toEqual(repetitions.map((s) => s * 1000));
    expect(pauseMs(repetitions.length + 1, null, 0.5)).toBeNull();
  });

  it('spreads by a tenth, and waits as long as the receiver asks, a day at most', () => {
    expect([pauseMs(2, null, 0), pauseMs(2, null, 1)]).toEqual([270_000, 330_000]);
    expect(pauseMs(1, 90, 0.5)).toBe(90_000);
    expect(pauseMs(3, 90, 0.5)).toBe(1_800_000);
    expect(pauseMs(1, 1e9, 0.5)).toBe(day);
  });
});

describe('an endpoint that fails', () => {
  const afterFailures = (times: number, every: number) =>
    Array.from({ length: times }).reduce<Webhook>(
      (state, _, index) => noteAttempt(failed, after(index * every))(state).state,
      webhook,
    );

  it('rests after five failures, longer after each one, ten minutes at most', () => {
    expect(afterFailures(4, 1000).restingUntil).toBeNull();
    const rests = [5, 6, 7, 20].map((times) => {
      const { restingUntil } = afterFailures(times, 1000);
      return (restingUntil?.getTime() ?? 0) - after((times - 1) * 1000).getTime();
    });
    expect(rests).toEqual([5_000, 10_000, 20_000, 600_000]);
  });

  it('is well again with the first success', () => {
    const { state, events } = noteAttempt(taken, after(day))(afterFailures(7, 1000));
    expect(state).toMatchObject({ failures: 0, failingSince: null, restingUntil: null, status: 'enabled' });
    expect(events).toEqual([]);
  });

  it('is switched off after 120 hours of nothing else, and its owner hears of it', () => {
    const failing = afterFailures(2, 119 * hour);
    expect(failing.status).toBe('enabled');
    const { state, events } = noteAttempt(failed, after(120 * hour))(failing);
    expect(state.status).toBe('stopped');
    expect(events).toMatchObject([
      { organisation: 'harbor-pine', host: 'erp.harbor-pine.example', reason: 'silent-too-long' },
    ]);
  });

  it('is switched off at once when it answers 410', () => {
    const { state, events } = noteAttempt({ ...failed, status: 410 }, begin)(webhook);
    expect(state.status).toBe('stopped');
    expect(events).toMatchObject([{ reason: 'gone' }]);
  });
});

describe('keys', () => {
  it('sign beside their successor for a day', () => {
    const rotated = rotateKey(begin)(webhook).state;
    expect(rotated.keys.map(({ number }) => number)).toEqual([2, 1]);
    expect(keysInUse(rotated.keys, after(day - 1)).map(({ number }) => number)).toEqual([2, 1]);
    expect(keysInUse(rotated.keys, after(day)).map(({ number }) => number)).toEqual([2]);
    const again = rotateKey(after(hour))(rotated).state;
    expect(again.keys.map(({ number }) => number)).toEqual([3, 2]);
  });
});
