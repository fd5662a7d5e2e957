import { timelineTable } from './print-timeline.ts';
import type { TimelineEntry } from './views.ts';

const entry = (en: string, zh: string, login: string): TimelineEntry => ({
  at: '2026-11-23T08:15:30.000Z',
  businessDate: '2026-11-23',
  service: 'orders',
  type: 'tradeloom.orders.v1.OrderReceived',
  actor: { login, organisation: 'eastbridge' },
  text: { en, zh },
  traceId: 'c5d8f663aa0011223344556677889900',
});
const entries = [
  entry('Order entered', '订单进入', 'chen.li'),
  entry('Order answered to the customer', '已答复客户订单', 'li'),
];

describe('the timeline in the terminal', () => {
  it('is a table with one line per event', () => {
    expect(timelineTable(entries, 'en')).toEqual([
      'day         time      service  actor                 what                            trace',
      '2026-11-23  08:15:30  orders   chen.li (eastbridge)  Order entered                   c5d8f663',
      '2026-11-23  08:15:30  orders   li (eastbridge)       Order answered to the customer  c5d8f663',
    ]);
  });

  it('stays in columns in Chinese, where a character is two wide', () => {
    const [, first, second] = timelineTable(entries, 'zh');
    expect(first).toContain('订单进入        c5d8f663');
    expect(second).toContain('已答复客户订单  c5d8f663');
  });
});
