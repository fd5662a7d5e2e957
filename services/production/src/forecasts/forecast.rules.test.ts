import { create, orders } from '@tradeloom/contracts';
import { blankForecast, takePlan } from './forecast.rules.ts';

const today = '2026-12-07';
const blank = blankForecast({
  customer: 'harbor-pine',
  trader: 'eastbridge',
  factory: 'hengda',
  item: 'KT-18',
  unit: 'PCE',
  shipTo: 'DC1',
});
const plan = (release: string, issueDate: string, kind = 'forecast') =>
  create(orders.DemandPlannedSchema, {
    kind,
    scheduleNumber: 'FC-1',
    release,
    purpose: 'replacement',
    issueDate,
    horizonStart: '2027-01-04',
    horizonEnd: '2027-03-31',
    items: [{ buckets: [{ from: '2027-01-04', until: '2027-01-10', quantity: `${release}00` }] }],
  });
const take = (said: orders.DemandPlanned, known = blank) => {
  const [item] = said.items;
  if (!item) throw new Error('nothing is planned');
  return takePlan(said, item, today)(known).state;
};

describe('a forecast', () => {
  it('stays when what was issued on an earlier day comes after it', () => {
    const known = take(plan('2', '2026-12-08'));
    expect(take(plan('1', today), known)).toBe(known);
  });
  it('is not held up by one of a day to come, which was taken before such days were refused', () => {
    const known = take(plan('1', '2062-12-07'));
    expect(take(plan('2', today), known).forecast).toMatchObject({ release: '2', buckets: [{ quantity: '200' }] });
  });
});
