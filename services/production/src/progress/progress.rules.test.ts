import { decimal } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  holdPacking,
  liftPackingHold,
  type ProgressReport,
  percentOf,
  reportProgress,
  reportShipped,
} from './progress.rules.ts';
import { kettles, parts } from './work.fixture.ts';

const report = (good: number, hour: number, more: Partial<ProgressReport> = {}): ProgressReport => ({
  milestone: 'finished',
  good: String(good),
  scrap: '0',
  unit: 'PCE',
  asOf: `2026-12-20T${String(hour).padStart(2, '0')}:00:00+08:00`,
  correction: false,
  reason: '',
  ...more,
});
const say = (r: ProgressReport, by = 'hengda', today = '2026-12-20') => reportProgress(r, by, today);

describe('a progress report', () => {
  it('is cumulative, its percent is derived', () => {
    const { events } = say(report(600, 8))(kettles);
    expect(events[0]).toMatchObject({
      milestone: 'finished',
      good: '600',
      percent: '50',
      scheduleId: 'S1',
      reporter: 'hengda',
    });
  });
  it('says 100 % only when all is made', () => expect(percentOf('1199', '1200')).toBe('99'));
  it('changes nothing when repeated', () => {
    const { state } = say(report(600, 8))(kettles);
    expect(say(report(600, 8))(state)).toEqual({ state, events: [] });
  });
  it('changes nothing when it comes late', () => {
    const { state } = say(report(600, 12))(kettles);
    expect(say(report(300, 8))(state)).toEqual({ state, events: [] });
  });
  it('with the same figures later on tells nobody, but is remembered', () => {
    const { state } = say(report(600, 8))(kettles);
    const later = say(report(600, 12))(state);
    expect(later.events).toEqual([]);
    expect(later.state.figures.finished?.asOf).toContain('T12');
  });
  it('speaks of what has been: in the east the next day may have begun, the one after has not', () => {
    const early = report(600, 8);
    expect(say(early, 'hengda', '2026-12-19')(kettles).state.figures.finished?.good).toBe('600');
    expect(() => say(early, 'hengda', '2026-12-18')(kettles)).toThrow('production.progress.future');
  });
  it('falls only by a correction with its reason', () => {
    const { state } = say(report(600, 8))(kettles);
    expect(() => say(report(500, 9))(state)).toThrow('production.progress.falls');
    expect(() => say(report(500, 9, { correction: true }))(state)).toThrow('production.progress.falls');
    const { events } = say(report(500, 9, { correction: true, reason: 'counted twice' }))(state);
    expect(events[0]).toMatchObject({ good: '500', correction: true, reason: 'counted twice' });
  });
  it('far beyond the order is taken for a slip', () =>
    expect(() => say(report(12_000, 8))(kettles)).toThrow('production.progress.too-much'));
  it('in another unit is refused', () =>
    expect(() => say(report(10, 8, { unit: 'CTN' }))(kettles)).toThrow('production.progress.unit'));
  it('comes only from who does the work, or from the factory for its supplier', () => {
    expect(() => say(report(10, 8), 'jinfeng')(kettles)).toThrow('production.progress.not-yours');
    expect(() => say(report(10, 8), 'jingsu')(parts)).toThrow('production.progress.not-yours');
    expect(say(report(10, 8), 'jinfeng')(parts).events).toHaveLength(1);
    expect(say(report(10, 8), 'hengda')(parts).events).toHaveLength(1);
  });
  it('keeps milestones apart', () => {
    const { state } = say(report(600, 12))(kettles);
    expect(say(report(900, 8, { milestone: 'started' }))(state).events).toHaveLength(1);
  });

  it('leads to the same figures in whatever order and how often reports arrive', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (steps, shuffle) => {
          const upTo = (i: number) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0);
          const reports = steps.map((_, i) => report(upTo(i), i));
          const mixed = [...reports, ...reports].sort(() => (shuffle.next().value % 2 === 0 ? 1 : -1));
          const end = mixed.reduce((work, r) => say(r)(work).state, kettles);
          expect(end.figures.finished).toEqual(reports.map(({ good, scrap, asOf }) => ({ good, scrap, asOf })).at(-1));
        },
      ),
      { seed: 20261122, verbose: true },
    ));

  it('never moves a figure back without a correction', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ good: fc.nat(1200), hour: fc.nat(23) })), (reports) => {
        reports.reduce((work, { good, hour }) => {
          const before = decimal(work.figures.finished?.good ?? 0);
          try {
            const { state } = say(report(good, hour))(work);
            expect(before.lte(state.figures.finished?.good ?? 0)).toBe(true);
            return state;
          } catch (error) {
            expect(String(error)).toContain('production.progress.falls');
            return work;
          }
        }, kettles);
      }),
      { seed: 20261122, verbose: true },
    ));
});

describe('packing', () => {
  const held = holdPacking('inspection-1')(kettles).state;
  const packed = report(10, 9, { milestone: 'packed' });

  it('cannot go on while it is held', () => expect(() => say(packed)(held)).toThrow('production.packing.held'));
  it('goes on when the hold is lifted', () => expect(say(packed)(liftPackingHold(held).state).events).toHaveLength(1));
  it('held does not stop the making', () => expect(say(report(700, 9))(held).events).toHaveLength(1));
});

describe('what shipped', () => {
  it('adds up over shipments', () => {
    const ship = reportShipped({ value: '600', unit: 'PCE' }, '2027-01-20T00:00:00Z');
    expect(ship(ship(kettles).state).events[0]).toMatchObject({ milestone: 'shipped', good: '1200', percent: '100' });
  });
});
