import type { Envelope } from './bus.ts';
import { NotYetKnown } from './not-yet-known.ts';
import { StuckEvents } from './stuck-events.ts';

const event = { id: 'e-1', type: 'tradeloom.orders.v1.OrderConfirmed', orderId: 'o-1' } as Envelope;
const at = (seconds: number): Date => new Date(Date.UTC(2026, 11, 7, 8, 0, seconds));

describe('stuck events', () => {
  it('are named at once when a reaction fails, with the first time it did', () => {
    const stuck = new StuckEvents();
    stuck.failed(event, new Error('no such column'), at(0));
    stuck.failed(event, new Error('no such column'), at(5));
    expect(stuck.problems(at(6))).toEqual([
      'event e-1 (tradeloom.orders.v1.OrderConfirmed, order o-1) since 2026-12-07T08:00:00.000Z: no such column',
    ]);
    stuck.resolved(event);
    expect(stuck.problems(at(7))).toEqual([]);
  });

  it('may wait a minute for what they speak of', () => {
    const stuck = new StuckEvents();
    for (const second of [0, 30, 60]) stuck.failed(event, new NotYetKnown('order', 'o-1'), at(second));
    expect(stuck.problems(at(60))).toEqual([]);
    stuck.failed(event, new NotYetKnown('order', 'o-1'), at(65));
    expect(stuck.problems(at(65))).toHaveLength(1);
  });

  it('are forgotten when another member of the group has taken them over', () => {
    const stuck = new StuckEvents();
    stuck.failed(event, new Error('no such column'), at(0));
    expect(stuck.problems(at(61))).toEqual([]);
  });
});
