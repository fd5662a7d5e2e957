import type { Envelope } from './bus.ts';
import { StuckEvents } from './stuck-events.ts';

const event = { id: 'e-1', type: 'tradeloom.orders.v1.OrderConfirmed', orderId: 'o-1' } as Envelope;
const at = (seconds: number): Date => new Date(Date.UTC(2026, 11, 7, 8, 0, seconds));

describe('stuck events', () => {
  it('are named at once, with the first time they came', () => {
    const stuck = new StuckEvents();
    stuck.failed(event, new Error('database away'), at(0));
    stuck.failed(event, new Error('database away'), at(5));
    expect(stuck.problems(at(6))).toEqual([
      'event e-1 (tradeloom.orders.v1.OrderConfirmed, order o-1) since 2026-12-07T08:00:00.000Z: database away',
    ]);
    stuck.resolved(event);
    expect(stuck.problems(at(7))).toEqual([]);
  });

  it('are forgotten when another member of the group has taken them over', () => {
    const stuck = new StuckEvents();
    stuck.failed(event, new Error('database away'), at(0));
    expect(stuck.problems(at(61))).toEqual([]);
  });
});
