import { type IsoDate, type Outcome, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  concludeInspection,
  isPackingHeld,
  packingHeldBy,
  releasePacking,
} from '../../services/quality/src/inspections/conclusion.rules.ts';
import { fallDue, type Inspection, planInspection } from '../../services/quality/src/inspections/inspection.rules.ts';
import { add, type History, mustHold, onOneOf, type Step } from './history.ts';
import { goods, manual, results, toPlan } from './inspected.ts';
import { play, seed } from './play.ts';

/** All looks at the work on one delivery. */
type Looks = readonly Inspection[];

const isOpen = ({ status }: Inspection): boolean => status === 'planned';

/** As the doors do. */
const steps = {
  fallDue: (looks: Looks, today: IsoDate): Outcome<Looks> =>
    looks.length > 0 ? unchanged(looks) : add<Inspection>(() => fallDue('i0', 'dupro', goods, today))(looks, today),
  plan: (looks: Looks, today: IsoDate): Outcome<Looks> => {
    if (looks.some(isOpen)) return unchanged(looks);
    const { at, inspection } = toPlan(looks, 'dupro');
    const attempt = looks.filter(({ status }) => status === 'concluded').length + 1;
    const lookAt = { manual, modes: {}, quantity: '250', lotId: null, attempt, house: null, isolated: true, on: today };
    const { state, events } = planInspection({ ...lookAt, underHold: isPackingHeld(looks) })(inspection);
    return { state: [...looks.slice(0, at), state, ...looks.slice(at + 1)], events };
  },
  conclude: ([draw, found]: [number, (typeof results)[number]]): Step<Looks> =>
    onOneOf(draw, (look, today) =>
      concludeInspection(found, { organisation: 'verity', login: 'ivy.tang' }, today)(look),
    ),
  release:
    (draw: number): Step<Looks> =>
    (looks, today) =>
      onOneOf<Inspection>(draw, (look, day) =>
        looks.some(isOpen) || packingHeldBy(looks) !== look ? unchanged(look) : releasePacking(day)(look),
      )(looks, today),
};

const draw = fc.nat(3);
const step = fc.oneof(
  fc.constant(steps.fallDue),
  { weight: 3, arbitrary: fc.constant(steps.plan) },
  { weight: 4, arbitrary: fc.tuple(draw, fc.constantFrom(...results)).map(steps.conclude) },
  draw.map(steps.release),
);

/** What others have heard: they count on hearing the two in turn. */
const heldAsTold = (history: History<Looks>): boolean[] =>
  history.told
    .filter(({ $typeName }) => $typeName.includes('.Packing'))
    .map(({ $typeName }) => $typeName.endsWith('.PackingHeld'));

it(`packing is held and let go in turn, and others know which (seed ${seed})`, () => {
  const unreached = play<Looks>({
    follow: [
      {
        process: 'inspections/inspection',
        of: (looks) => Object.fromEntries(looks.map(({ id, status }) => [id, status])),
      },
    ],
    begin: fc.constant({ state: [], events: [] }),
    today: '2026-12-28',
    step,
    always: (history) => {
      const told = heldAsTold(history);
      mustHold(
        'held and lifted are told in turn',
        told.every((isHeld, i) => isHeld === (i % 2 === 0)),
      );
      mustHold('what was told is so', (told.at(-1) ?? false) === isPackingHeld(history.state));
    },
    steps: 16,
    runs: 4_000,
  });
  expect(unreached).toEqual([]);
}, 120_000);
