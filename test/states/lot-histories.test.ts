import { quality } from '@tradeloom/contracts';
import { decimal, total, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import { concludeInspection } from '../../services/quality/src/inspections/conclusion.rules.ts';
import { fallDue, type Inspection, planInspection } from '../../services/quality/src/inspections/inspection.rules.ts';
import {
  type Decider,
  type Disposition,
  disposeLot,
  dispositions,
  judged,
  type Lot,
  presentLot,
  waitingLot,
} from '../../services/quality/src/lots/lot.rules.ts';
import { type History, mustHold, on, type Step } from './history.ts';
import { goods, manual, results, toPlan } from './inspected.ts';
import { play, seed } from './play.ts';

interface Judged {
  readonly lot: Lot;
  readonly inspections: readonly Inspection[];
}

const d0 = '2027-01-18';

/** As the doors do. */
const steps = {
  present:
    ([quantity, house]: [string, string | null]): Step<Judged> =>
    ({ lot: before, inspections }, today) => {
      const lot = presentLot({ quantity, cartons: null, manualVersion: '3', house })(before).state;
      const { at, inspection } = toPlan(inspections, lot.kind);
      const request = {
        manual,
        modes: {},
        quantity,
        lotId: lot.id,
        house,
        isolated: false,
        underHold: false,
        on: today,
      };
      const { state, events } = planInspection({ ...request, attempt: lot.attempt })(inspection);
      return {
        state: { lot, inspections: [...inspections.slice(0, at), state, ...inspections.slice(at + 1)] },
        events,
      };
    },
  conclude:
    ([found, organisation]: [(typeof results)[number], string]): Step<Judged> =>
    ({ lot, inspections }, today) => {
      const at = inspections.findIndex(({ status }) => status === 'planned');
      if (at < 0) return unchanged({ lot, inspections });
      const inspector = { organisation, login: 'ivy.tang' };
      const concluded = concludeInspection(found, inspector, today)(inspections[at]!);
      const { state, events } = judged(concluded.state)(lot);
      return {
        state: { lot: state, inspections: inspections.with(at, concluded.state) },
        events: [...concluded.events, ...events],
      };
    },
  dispose: ([disposition, by]: [Disposition, Decider]): Step<Judged> =>
    on('lot', (lot, today) => disposeLot(disposition, by, 'because', today)(lot)),
};

const decider = fc.record({
  organisation: fc.constantFrom('hengda', 'eastbridge'),
  login: fc.constant('qian.wei'),
  role: fc.constantFrom('owner', 'quality-manager', 'merchandiser', 'sales'),
});
const step = fc.oneof(
  fc.tuple(fc.constantFrom('500', '480'), fc.constantFrom(null, 'verity')).map(steps.present),
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...results), fc.constantFrom('verity', 'hengda')).map(steps.conclude),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...dispositions), decider).map(steps.dispose) },
);

const standOf = ({ verdict, disposition }: Lot): string =>
  disposition === null ? verdict : `${verdict}, ${disposition}`;
const ofSetAside = ['concession', 'scrap', 'return'] as const;
const stands = [
  'waiting',
  'presented',
  'accepted',
  'not-accepted',
  ...dispositions.map((d) => `not-accepted, ${d}`),
  ...ofSetAside.map((d) => `accepted, ${d}`),
];
const isFree = ({ verdict, disposition }: Lot): boolean => verdict === 'accepted' || disposition === 'concession';
const isLoadable = (lot: Lot): boolean => lot.kind === 'final' && isFree(lot);
const releasedBy = ({ told }: History<Judged>): string =>
  total(
    told
      .filter(({ $typeName }) => $typeName === quality.LotReleasedSchema.typeName)
      .map((event) => (event as quality.LotReleased).quantity?.value ?? '0'),
  );
const isOver = (lot: Lot): boolean => isFree(lot) || lot.disposition === 'scrap' || lot.disposition === 'return';

const attemptsAreWhole = ({ state: { lot, inspections } }: History<Judged>): boolean => {
  const open = inspections.filter(({ status }) => status === 'planned').length;
  const looked = inspections.filter(({ status }) => status !== 'due').map(({ attempt }) => attempt);
  return (
    open === Number(lot.verdict === 'presented') &&
    looked.every((attempt, i) => attempt === i + 1) &&
    lot.attempt === looked.length
  );
};
const piecesAreWhole = ({ status, accepted, rejected, quantity }: Inspection): boolean =>
  status !== 'concluded' ||
  decimal(accepted ?? 0)
    .plus(rejected ?? 0)
    .eq(quantity);

it(`a lot is judged by one inspection at a time, and what became of it is said once (seed ${seed})`, () => {
  const reached = new Set<string>();
  const kind = fc.constantFrom('final' as const, 'incoming' as const);
  const unreached = play<Judged>({
    follow: [
      {
        process: 'inspections/inspection',
        of: ({ inspections }) => Object.fromEntries(inspections.map(({ id, status }) => [id, status])),
      },
    ],
    begin: kind.map((of) => {
      const due = of === 'incoming' ? [fallDue('i0', of, goods, d0)] : [];
      const state = { lot: waitingLot('lot1', of, goods), inspections: due.map((one) => one.state) };
      return { state, events: due.flatMap((one) => one.events) };
    }),
    today: d0,
    step,
    always: (history) => {
      const { lot, inspections } = history.state;
      reached.add(standOf(lot));
      mustHold('each attempt has its inspection', attemptsAreWhole(history));
      mustHold('accepted and rejected make up what was presented', inspections.every(piecesAreWhole));
      const mine = lot.history.filter((d) => d.organisation === lot.maker).map((d) => d.disposition);
      mustHold('who made it neither concedes nor returns it', !mine.includes('concession') && !mine.includes('return'));
      mustHold('what may be loaded is released once', history.times('LotReleased') === Number(isLoadable(lot)));
      mustHold('only accepted pieces are released', releasedBy(history) === (isLoadable(lot) ? lot.accepted : '0'));
      mustHold('each disposition is told once', history.times('LotDispositioned') === lot.history.length);
      const last = lot.history.findIndex(({ disposition }) => !['rework', 'sort'].includes(disposition));
      mustHold('a final disposition is the last', last < 0 || (last === lot.history.length - 1 && isOver(lot)));
    },
    atLast: (history) => {
      const concluded = history.state.inspections.filter(({ status }) => status === 'concluded');
      mustHold('each verdict is told once', history.times('InspectionConcluded') === concluded.length);
    },
    runs: 4_000,
    steps: 16,
  });
  expect(unreached).toEqual([]);
  expect([...reached].toSorted()).toEqual(stands.toSorted());
}, 120_000);
