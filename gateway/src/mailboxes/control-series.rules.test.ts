import type { gateway } from '@tradeloom/contracts';
import fc from 'fast-check';
import {
  blankSeries,
  type ControlSeries,
  controlDeadlines,
  missingBefore,
  noteControl,
  tellGap,
} from './control-series.rules.ts';

const seed = 20261123;
const at = new Date('2026-12-07T08:00:00Z');
const after = (controls: readonly string[], series = blankSeries('p', ['p', 'us'])): ControlSeries =>
  controls.reduce((next, control) => noteControl(control, at)(next).state, series);
const missing = ({ gaps }: ControlSeries): string[] => gaps.map(({ first, last }) => `${first}-${last}`);

describe('a partner’s own control numbers', () => {
  it('begin wherever he is, and show what was passed over', () => {
    expect(missing(after(['000000041', '000000042', '000000044']))).toEqual(['43-43']);
  });

  it('may come late: a gap closes from either end, or falls in two', () => {
    const series = after(['10', '15']);
    expect(missing(series)).toEqual(['11-14']);
    expect(missing(after(['11'], series))).toEqual(['12-14']);
    expect(missing(after(['14'], series))).toEqual(['11-13']);
    expect(missing(after(['12'], series))).toEqual(['11-11', '13-14']);
    expect(missing(after(['12', '11', '14', '13'], series))).toEqual([]);
  });

  it('of nine digits begin again at one, and some begin again when they like', () => {
    expect(missing(after(['999999998', '999999999', '000000001', '000000002']))).toEqual([]);
    expect(missing(after(['999999998', '000000002', '000000004']))).toEqual(['3-3']);
    expect(missing(after(['5000', '1', '2']))).toEqual([]);
  });

  it('are not counted where they are no numbers, or hold a date', () => {
    expect(after(['REF1', 'REF2'])).toEqual(blankSeries('p', ['p', 'us']));
    expect(missing(after(['20261207001', '20261208001', '261207007', '261208001']))).toEqual([]);
  });

  it('are waited for where they were passed over, not where their owner jumps too far to count one by one', () => {
    const awaited = (control: string, series: ControlSeries) => missingBefore(control, at)(series);
    expect(awaited('102', after(['100']))).toBe(101);
    expect(awaited('1101', after(['100']))).toBe(101);
    expect(awaited('1102', after(['100']))).toBeNull();
    expect(awaited('5000', after(['100']))).toBeNull();
    expect(awaited('5001', after(['100', '5000']))).toBeNull();
    // what is missing before the jump still is, and both sides hear of it
    expect(awaited('5000', after(['100', '102']))).toBe(101);
  });

  it(`are complete in whatever order they come (seed ${seed})`, () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 40 }, (_, i) => String(100 + i)),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(shuffled, (controls) => {
        const [first = ''] = controls;
        const seen = new Set(controls.map(Number));
        const highest = Math.max(...seen);
        const series = after(controls);
        const named = series.gaps.flatMap((gap) =>
          Array.from({ length: gap.last - gap.first + 1 }, (_, i) => gap.first + i),
        );
        const expected = Array.from({ length: highest - Number(first) }, (_, i) => Number(first) + i).filter(
          (number) => !seen.has(number),
        );
        expect(named.toSorted((a, b) => a - b)).toEqual(expected);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('are asked for after four hours, once', () => {
    const series = after(['1', '3', '7']);
    expect(controlDeadlines.missing(series)).toEqual([
      { part: '2-2', at: '2026-12-07T12:00:00.000Z' },
      { part: '4-6', at: '2026-12-07T12:00:00.000Z' },
    ]);
    const { state, events } = tellGap('4-6', 'jingsu', 'hengda')(series);
    expect(events as gateway.InterchangesMissing[]).toMatchObject([
      { partner: 'p', sender: 'jingsu', receiver: 'hengda', firstControl: '4', lastControl: '6', hours: 4 },
    ]);
    expect(controlDeadlines.missing(state).map(({ part }) => part)).toEqual(['2-2']);
    expect(tellGap('4-6', 'jingsu', 'hengda')(state)).toEqual({ state, events: [] });
  });
});
