import { addDays } from '@tradeloom/kernel';
import { plant } from '../promises/demo-plant.fixture.ts';
import { atpCalendar } from './atp-calendar.rules.ts';

const today = '2026-12-07';
const day = (n: number): string => addDays(today, n);
const item = (code: string) => plant.items.find((i) => i.code === code)!;
const free = (code: string, supply = plant, from = today, to = day(30)) =>
  new Map(atpCalendar(item(code), supply, today, from, to).row.map((d) => [d.date, d.free]));

describe('the ATP calendar', () => {
  it('of a made item begins when parts ordered today are there, and grows by the free capacity', () => {
    const row = free('KT-18');
    expect([row.get(day(20)), row.get(day(21)), row.get(day(22)), row.get(day(27)), row.get(day(28))]).toEqual([
      '0',
      '120',
      '240',
      '720',
      '840',
    ]);
  });
  it('leaves out what is promised', () => {
    const booked = [{ supply: 'hengda/ASSEMBLY-1', day: day(21), quantity: '100' }];
    expect(free('KT-18', { ...plant, booked }).get(day(22))).toBe('140');
  });
  it('of a stock item falls with what is promised later', () => {
    const booked = [{ supply: 'hengda/stock/KT18-LID', day: day(10), quantity: '450' }];
    expect(free('KT18-LID', { ...plant, booked }).get(today)).toBe('50');
  });
  it('still owes what fell due', () => {
    const booked = [{ supply: 'hengda/stock/KT18-LID', day: day(-1), quantity: '499' }];
    expect(free('KT18-LID', { ...plant, booked }).get(today)).toBe('1');
  });
  it('shows the days asked for, and where its figures come from', () => {
    const calendar = atpCalendar(item('KT18-LID'), plant, today, day(5), day(7));
    expect(calendar.row.map((d) => d.date)).toEqual([day(5), day(6), day(7)]);
    expect(calendar).toMatchObject({
      supplies: [{ kind: 'on-hand', quantity: '500', source: 'count' }],
      dataAsOf: '2026-12-07T00:00:00Z',
    });
  });
});
