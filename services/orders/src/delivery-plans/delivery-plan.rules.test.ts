import { blankPlan, type Release, takeRelease } from './delivery-plan.rules.ts';

const today = '2026-12-07';
const kettles = {
  factory: 'hengda',
  item: 'KT-18',
  unit: 'PCE',
  shipTo: 'DC1',
  dock: '',
  orderId: '',
  lineId: '',
  buckets: [],
  received: '',
};
const releaseOf = (release: string, issueDate: string): Release => ({
  customer: 'harbor-pine',
  trader: 'eastbridge',
  kind: 'forecast',
  scheduleNumber: 'FC-1',
  release,
  purpose: 'replacement',
  issueDate,
  basis: 'delivery',
  horizonStart: '2027-01-04',
  horizonEnd: '2027-03-31',
  items: [kettles],
});
const planOf = (release: Release) => takeRelease(release, release.issueDate)(blankPlan(release)).state;

describe('a release of a delivery plan', () => {
  it('that is older than what is known changes nothing', () => {
    const known = planOf(releaseOf('2', '2026-12-06'));
    expect(takeRelease(releaseOf('3', '2026-12-05'), today)(known)).toEqual({ state: known, events: [] });
    expect(takeRelease(releaseOf('1', '2026-12-06'), today)(known).events).toEqual([]);
    expect(takeRelease(releaseOf('10', '2026-12-06'), today)(known).state.release).toBe('10');
  });
  it('of tomorrow is known: in the east the next day has begun', () => {
    const known = planOf(releaseOf('1', '2026-12-08'));
    expect(takeRelease(releaseOf('2', today), today)(known).events).toEqual([]);
  });
  it('is not held up by one of a day to come, which was taken before such days were refused', () => {
    const known = planOf(releaseOf('1', '2062-12-06'));
    expect(takeRelease(releaseOf('2', today), today)(known)).toMatchObject({
      state: { release: '2', issueDate: today },
      events: [{ event: { release: '2' } }],
    });
  });
});
