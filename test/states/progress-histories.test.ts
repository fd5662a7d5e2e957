import { addDays, type Decision, decimal, type IsoDate, type Outcome, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  type EarlyWarning,
  findDelay,
  findLateMaterial,
  followRisk,
  type Risk,
  raiseWarning,
  risksOver,
  type WarningKind,
} from '../../services/production/src/early-warnings/early-warning.rules.ts';
import { findSilence, progressDeadlines } from '../../services/production/src/early-warnings/silence.rules.ts';
import { openTarget } from '../../services/production/src/progress/pace.rules.ts';
import { dropWork, replanWork } from '../../services/production/src/progress/planned-work.rules.ts';
import {
  countDelivered,
  reportProgress,
  type WorkProgress,
} from '../../services/production/src/progress/progress.rules.ts';
import { parts } from '../../services/production/src/progress/work.fixture.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

interface Followed {
  readonly work: WorkProgress;
  readonly warnings: readonly EarlyWarning[];
}

const isOpen = (warning: EarlyWarning): boolean => warning.clearedOn === null;

/** As `tellDifference` does: one open warning of a kind. */
const tell = (all: Followed, kind: WarningKind, found: Risk | null, today: IsoDate): Outcome<Followed> => {
  const at = all.warnings.findIndex((warning) => warning.kind === kind && isOpen(warning));
  const known = all.warnings[at];
  if (known) {
    const { state, events } = followRisk(found, today)(known);
    return { state: { ...all, warnings: all.warnings.with(at, state) }, events };
  }
  if (!found) return unchanged(all);
  const { state, events } = raiseWarning(`w-${all.warnings.length}`, kind, found, all.work, today);
  return { state: { ...all, warnings: [...all.warnings, state] }, events };
};

type Found = readonly [WarningKind, Risk | null];

/** The work moves on, and the risks that are looked at then. */
const moved =
  (decide: Decision<WorkProgress>, found: (work: WorkProgress, today: IsoDate) => readonly Found[]): Step<Followed> =>
  (all, today) => {
    const { state: work, events } = decide(all.work);
    return found(work, today).reduce<Outcome<Followed>>(
      (so, [kind, risk]) => {
        const { state, events: more } = tell(so.state, kind, risk, today);
        return { state, events: [...so.events, ...more] };
      },
      { state: { ...all, work }, events },
    );
  };

const over = (work: WorkProgress): Found[] => risksOver(work).map((kind) => [kind, null]);
const heardOf = (work: WorkProgress, day: IsoDate, today: IsoDate): Found[] => [
  ['behind-schedule', findDelay(work, day)],
  ['silent', findSilence(work, today)],
];
const steps = {
  report:
    ([good, ago, correction]: [string, number, boolean]): Step<Followed> =>
    (all, today) => {
      const day = addDays(today, -ago);
      const reason = correction ? 'counted again' : '';
      const asOf = `${day}T17:00:00+08:00`;
      const report = { milestone: 'finished' as const, good, scrap: '0', unit: 'PCE', asOf, correction, reason };
      const after = moved(reportProgress(report, 'jinfeng', today), (work) => heardOf(work, day, today))(all, today);
      const before = all.work.figures.finished?.good ?? '0';
      mustHold(
        'figures fall only corrected',
        correction || decimal(after.state.work.figures.finished?.good ?? 0).gte(before),
      );
      return after;
    },
  deliver:
    (more: string): Step<Followed> =>
    (all, today) => {
      const delivered = decimal(all.work.delivered).plus(more).toFixed();
      return moved(countDelivered(delivered), (work) => [...heardOf(work, today, today), ...over(work)])(all, today);
    },
  confirm:
    (date: IsoDate): Step<Followed> =>
    (all, today) =>
      tell(all, 'late-material', findLateMaterial(all.work, date), today),
};

const quantity = fc.constantFrom('0', '500', '2000', '2100', '2300');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(quantity, fc.nat(3), fc.boolean()).map(steps.report) },
  fc.constantFrom('300', '2000').map(steps.deliver),
  fc.constantFrom('2026-12-28', '2027-01-30').map(steps.confirm),
  fc
    .constantFrom(['800', '2026-12-28'], ['2200', '2027-02-28'])
    .map(([pieces = '', due = '']) =>
      moved(replanWork({ ...parts, quantity: pieces, targets: [{ quantity: pieces, due }] }), over),
    ),
  fc.constant(moved(dropWork, over)),
);

it(`work is made, or its owners hear that it is late or that nobody speaks of it (seed ${seed})`, () => {
  const unreached = play({
    follow: [
      {
        process: 'progress/progress',
        of: ({ work }) => ({ work: openTarget(work) ? 'open' : 'made' }),
        reopens: 'a change asks for more, or pieces that were counted are not there',
      },
    ],
    begin: fc.constant({ state: { work: parts, warnings: [] }, events: [] }),
    today: '2026-12-12',
    step,
    clockwork: {
      deadlines: { silence: ({ work }: Followed) => progressDeadlines.silence(work) },
      onDue: () => (all, today) => {
        const found = findSilence(all.work, today);
        return found ? tell(all, 'silent', found, today) : unchanged(all);
      },
    },
    always: (history) => {
      const open = history.state.warnings.filter(isOpen);
      mustHold('a risk is known once', new Set(open.map((w) => w.kind)).size === open.length);
      mustHold('each is told', history.times('EarlyWarningRaised') === history.state.warnings.length);
      mustHold('each end too', history.times('EarlyWarningCleared') === history.state.warnings.length - open.length);
    },
    atLast: ({ state: { work, warnings } }) => {
      const silent = warnings.filter((w) => w.kind === 'silent' && isOpen(w)).length;
      mustHold('what is never made is known to be silent', silent === Number(openTarget(work) !== undefined));
      const late = warnings.filter(isOpen).map((w) => w.kind);
      mustHold('what is made is not behind', !late.includes('behind-schedule') || openTarget(work) !== undefined);
      mustHold(
        'what is there is not late',
        !late.includes('late-material') || decimal(work.delivered).lt(work.quantity),
      );
    },
    days: 15,
    runs: 3_000,
  });
  expect(unreached).toEqual([]);
}, 120_000);
