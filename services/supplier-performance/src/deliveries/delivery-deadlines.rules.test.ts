import { deliveryDeadlines } from './delivery-deadlines.rules.ts';

it('watches the day after each agreed date, and the first after each month', () => {
  const line = (dueCurrent: string) => ({
    line: '1',
    item: 'KT18-BASE',
    deliveries: [{ quantity: '1', dueOriginal: '2026-12-01', dueCurrent }],
    receipts: [],
  });
  const record = { lines: [line('2026-12-28'), line('2026-12-31')], periods: ['2026-11', '2026-12'] };
  expect(deliveryDeadlines['fell-due'](record).map(({ on }) => on)).toEqual(['2026-12-01', '2026-12-29', '2027-01-01']);
});
