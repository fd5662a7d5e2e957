import fc from 'fast-check';
import {
  blankSeries,
  type ControlSeries,
  controlDeadlines,
  noteControl,
  tellGap,
} from '../../gateway/src/mailboxes/control-series.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

interface Numbering {
  readonly series: ControlSeries;
  /** Numbers that came, whatever was made of them. */
  readonly come: readonly number[];
}

const today = '2026-12-07';
const come =
  (number: number): Step<Numbering> =>
  ({ series, come: before }, on) => {
    const { state, events } = noteControl(String(number).padStart(9, '0'), new Date(`${on}T08:00:00Z`))(series);
    return { state: { series: state, come: [...before, number] }, events };
  };
const tell =
  (part: string): Step<Numbering> =>
  ({ series, come: before }) => {
    const { state, events } = tellGap(part, 'harbor-pine', 'eastbridge')(series);
    return { state: { series: state, come: before }, events };
  };

/** 100 to 112: what comes, jumps and comes late. */
const step = fc.integer({ min: 100, max: 112 }).map(come);
const missing = ({ series, come: numbers }: Numbering): number[] => {
  const [first = 0] = numbers;
  const all = Array.from({ length: Math.max(0, (series.highest ?? 0) - first) }, (_, i) => first + i);
  return all.filter((number) => !numbers.includes(number));
};
const inGaps = ({ gaps }: ControlSeries): number[] =>
  gaps.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

/** Each number that was ever passed over, and what became of it. */
const fates = ({ series, come: numbers }: Numbering): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 13 }, (_, i) => 100 + i).flatMap((number) => {
      const gap = series.gaps.find(({ first, last }) => first <= number && number <= last);
      if (gap) return [[String(number), gap.told ? 'told' : 'passed over']];
      const at = numbers.indexOf(number);
      const isLate = at >= 0 && numbers.slice(0, at).some((before) => before > number) && number > (numbers[0] ?? 0);
      return isLate ? [[String(number), 'come']] : [];
    }),
  );

it(`a number that is passed over comes late, or both sides hear of it once (seed ${seed})`, () => {
  const unreached = play<Numbering>({
    follow: [
      { process: 'mailboxes/control-series', of: fates, reopens: 'what was told as missing may come after all' },
    ],
    begin: fc.constant({ state: { series: blankSeries('p1', ['harbor-pine', 'eastbridge']), come: [] }, events: [] }),
    today,
    step,
    clockwork: {
      deadlines: { missing: ({ series }) => controlDeadlines.missing(series) },
      onDue: ({ part }) => tell(part),
    },
    always: ({ state }) => {
      mustHold(
        'the gaps are what is missing',
        inGaps(state.series)
          .toSorted((a, b) => a - b)
          .join() === missing(state).join(),
      );
    },
    atLast: (history) => {
      const { gaps } = history.state.series;
      mustHold(
        'no gap is left untold',
        gaps.every(({ told }) => told),
      );
      const told = history.told.flatMap((e) =>
        'firstControl' in e && 'lastControl' in e ? [`${String(e.firstControl)}-${String(e.lastControl)}`] : [],
      );
      mustHold('none is told twice', new Set(told).size === told.length);
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
