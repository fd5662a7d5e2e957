import { decimal } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  holdPacking,
  liftPackingHold,
  type ProgressReport,
  percentOf,
  reportProgress,
  reportShipped,
  type WorkProgress,
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
  it('is not held up by one of a day to come, which was taken before such days were refused', () => {
    const slip = { good: '500', scrap: '0', asOf: '2062-12-20T08:00:00+08:00' };
    const work = { ...kettles, figures: { finished: slip, shipped: slip }, shipped: '0' };
    const said = report(600, 8);
    expect(say(said)(work).state.figures.finished).toMatchObject({ good: '600', asOf: said.asOf });
    const ship = reportShipped({ value: '600', unit: 'PCE' }, said.asOf, '2026-12-20');
    expect(ship(work).state.figures.shipped).toMatchObject({ good: '600', asOf: said.asOf });
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
    const ship = reportShipped({ value: '600', unit: 'PCE' }, '2027-01-20T00:00:00Z', '2027-01-20');
    expect(ship(ship(kettles).state).events[0]).toMatchObject({ milestone: 'shipped', good: '1200', percent: '100' });
  });

  const left = (good: number, hour: number, more: Partial<ProgressReport> = {}) =>
    say(report(good, hour, { milestone: 'shipped', ...more }));
  const booked = (quantity: number) =>
    reportShipped({ value: String(quantity), unit: 'PCE' }, '2026-12-20T02:00:00Z', '2026-12-20');

  it('is said by the factory and booked by shipments, and counts once', () => {
    const reported = left(1200, 8)(kettles).state;
    const { state, events } = booked(1200)(reported);
    expect([events, state.figures.shipped?.good]).toEqual([[], '1200']);
    expect(left(1200, 23)(state)).toMatchObject({ events: [], state: { figures: { shipped: { good: '1200' } } } });
  });
  it('is at least what is booked, whatever the factory counts', () => {
    const { state } = booked(700)(left(500, 8)(kettles).state);
    expect(left(600, 23)(state)).toMatchObject({ events: [], state: { figures: { shipped: { good: '700' } } } });
    const fewer = left(600, 23, { correction: true, reason: 'counted twice' })(state);
    expect(fewer.state.figures.shipped?.good).toBe('700');
  });
  it('is what the factory says until it is booked, and falls by its correction', () => {
    const { state, events } = booked(500)(left(1200, 8)(kettles).state);
    expect([events, state.figures.shipped?.good]).toEqual([[], '1200']);
    expect(() => left(700, 23)(state)).toThrow('production.progress.falls');
    const corrected = left(700, 23, { correction: true, reason: 'the second lorry waits' })(state).state;
    expect(booked(700)(corrected)).toMatchObject({ events: [{ good: '1200' }] });
  });
  it('by a supplier is what he says', () => {
    const { state } = say(report(900, 8, { milestone: 'shipped' }), 'jinfeng')(parts);
    expect(state.figures.shipped?.good).toBe('900');
  });

  describe('where one sum of both was kept', () => {
    const sum = (good: string): WorkProgress => ({
      ...kettles,
      shipped: null,
      figures: { shipped: { good, scrap: '0', asOf: '2026-12-19T08:00:00+08:00' } },
    });

    it('goes on as that sum, so that nothing that left is lost', () =>
      expect(booked(600)(sum('600'))).toMatchObject({
        state: { shipped: null },
        events: [{ good: '1200', percent: '100' }],
      }));
    it('is never more than is to be made, whoever said it', () => {
      const once = booked(600)(sum('500')).state;
      expect(once.figures.shipped?.good).toBe('1100');
      expect(booked(600)(once)).toMatchObject({ events: [{ good: '1200' }] });
      expect(booked(600)(sum('1300'))).toMatchObject({ state: { figures: { shipped: { good: '1300' } } }, events: [] });
    });
    it('is what the factory says, also less: nobody knows how much of it was booked', () => {
      const { state } = left(600, 23, { correction: true, reason: 'counted twice' })(sum('1100'));
      expect(state).toMatchObject({ shipped: null, figures: { shipped: { good: '600' } } });
    });
    it('is told apart where nothing was said before', () => {
      const fresh = { ...kettles, shipped: null };
      expect(booked(700)(fresh).state).toMatchObject({ shipped: '700', figures: { shipped: { good: '700' } } });
      const { state } = left(500, 8)(fresh);
      expect(booked(700)(state).state).toMatchObject({ shipped: '700', figures: { shipped: { good: '700' } } });
      expect(say(report(10, 8))(fresh).state.shipped).toBeNull();
    });
  });

  it('is never told twice, in whatever order it is reported and booked', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
        (shipments, turns) => {
          const sums = shipments.map((_, i) => shipments.slice(0, i + 1).reduce((sum, one) => sum + one, 0));
          const bookings = [...shipments];
          const reports = sums.map((sum, i) => left(sum, i));
          let work = kettles;
          for (const isBooking of [...turns, ...shipments.flatMap(() => [true, false])]) {
            const next = isBooking ? bookings.shift() : undefined;
            if (next !== undefined) work = booked(next)(work).state;
            else work = reports.shift()?.(work).state ?? work;
          }
          expect(work.figures.shipped?.good).toBe(String(sums.at(-1)));
        },
      ),
      { seed: 20261123, verbose: true },
    ));
});
