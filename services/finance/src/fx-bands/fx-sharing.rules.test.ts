import { money } from '@tradeloom/kernel';
import { movedBetween, openSharing, rateOfDay, settleSharing } from './fx-sharing.rules.ts';

const rate = (date: string, value: string) => ({ pair: 'USD-CNY', rate: value, kind: 'spot', date, source: 'bank' });
const { state: open } = openSharing(
  { trader: 'eastbridge', factory: 'hengda', pair: 'USD-CNY' },
  { base: '7.10', low: '6.958', high: '7.242', factoryShare: '50', form: 'excess' },
  'o1',
  { shipmentId: 's1', number: 'SH-1', invoice: money('10000', 'USD'), onBoard: '2027-01-19' },
);

describe('the exchange rate of the on-board day', () => {
  it.each([
    ['is not known from an older one, which another may still follow', ['2027-01-04'], undefined],
    ['is the one of that day', ['2027-01-04', '2027-01-19'], '2027-01-19'],
    ['is the one before, once a later day has one', ['2027-01-04', '2027-01-20'], '2027-01-04'],
    ['is not one of a later day', ['2027-01-20'], undefined],
  ])('%s', (_, dates, expected) =>
    expect(
      rateOfDay(
        dates.map((date) => rate(date, '7')),
        '2027-01-19',
      )?.date,
    ).toBe(expected),
  );
});

describe('an exchange-rate sharing', () => {
  it('stays open until the rate is known, and is settled by it once', () => {
    expect(settleSharing(null)(open).state).toBe(open);
    const settled = settleSharing(rate('2027-01-19', '7.342'))(open).state;
    expect(settled).toMatchObject({ adjustment: money('500', 'CNY'), postings: 1 });
    expect(movedBetween(open, settled)).toEqual(money('500', 'CNY'));
    expect(settleSharing(rate('2027-01-19', '7.3420'))(settled).state).toBe(settled);
  });

  it('settles the difference when the rate of its day is entered later yet', () => {
    const first = settleSharing(rate('2027-01-04', '7.10'))(open).state;
    expect(movedBetween(open, first)).toEqual(money('0', 'CNY'));
    const then = settleSharing(rate('2027-01-19', '7.342'))(first).state;
    expect(movedBetween(first, then)).toEqual(money('500', 'CNY'));
  });
});
