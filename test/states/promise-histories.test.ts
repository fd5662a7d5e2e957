import { create, type as types } from '@tradeloom/contracts';
import { addDays, type IsoDate, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import { Bookings } from '../../services/production/src/promises/bookings.rules.ts';
import {
  blankHold,
  type ChangeHold,
  changeHoldDeadlines,
  heldSlots,
  holdChange,
  isHeld,
  isOverOn,
  releaseHold,
  releaseOn,
  useHold,
} from '../../services/production/src/promises/change-hold.rules.ts';
import {
  changePromise,
  type DeliveryPromise,
  firmPromise,
  promiseOrder,
  releasePromise,
  slotsOf,
} from '../../services/production/src/promises/delivery-promise.rules.ts';
import { plant } from '../../services/production/src/promises/demo-plant.fixture.ts';
import { promiseDeliveries, replanDeliveries } from '../../services/production/src/promises/promise.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

interface Promised {
  readonly promise: DeliveryPromise;
  readonly holds: readonly ChangeHold[];
}

const d0 = '2026-12-07';
const date = addDays(d0, 77);
const lines = (quantity: string) => [
  create(types.OrderLineSchema, {
    lineId: 'L1',
    status: 'open',
    schedules: [
      { scheduleId: 'S1', quantity: { value: quantity, unit: 'PCE' }, requested: date, promisedCurrent: date },
    ],
  }),
];
const wish = (value: string) => ({
  lineId: 'L1',
  scheduleId: 'S1',
  item: 'KT-18',
  quantity: { value, unit: 'PCE' },
  requested: date,
});
const first = promiseDeliveries([wish('400')], plant, d0);
const held = promiseOrder(
  { id: 'order-1', number: 'EB-1', customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' },
  first,
  `${d0}T00:00:00Z`,
);
/** More, and fewer: the second books nothing beside the present plan. */
const plans = ['700', '200'].map((quantity) => ({
  quantity,
  planned: replanDeliveries([wish(quantity)], first, { ...plant, booked: slotsOf(first) }, d0),
}));
const supplies = new Set(plans.flatMap(({ planned }) => slotsOf(planned)).map(({ supply }) => supply));

const at = (today: IsoDate): Date => new Date(`${today}T02:00:00Z`);
const heldOf = ({ holds }: Promised, id: string): ChangeHold | undefined =>
  holds.find((hold) => hold.id === id && hold.status === 'held');

/** As the doors and reactions do; what orders tells comes in the order in which it happened there. */
const steps = {
  confirm:
    (quantity: string): Step<Promised> =>
    (all) =>
      all.promise.status === 'held'
        ? unchanged({ ...all, promise: firmPromise(lines(quantity))(all.promise).state })
        : unchanged(all),
  close: (): Step<Promised> => (all) =>
    all.promise.status === 'held' ? unchanged({ ...all, promise: releasePromise(all.promise).state }) : unchanged(all),
  hold:
    ([id, plan]: [string, (typeof plans)[number]]): Step<Promised> =>
    (all, today) => {
      if (all.promise.status !== 'firm') return unchanged(all);
      const known = all.holds.find((hold) => hold.id === id) ?? blankHold(id, all.promise);
      const hold = holdChange(all.promise, plan.planned, at(today))(known).state;
      return unchanged({ ...all, holds: [...all.holds.filter((other) => other.id !== id), hold] });
    },
  drop:
    (id: string): Step<Promised> =>
    (all) => {
      const hold = heldOf(all, id);
      return unchanged(
        hold ? { ...all, holds: all.holds.with(all.holds.indexOf(hold), releaseHold(hold).state) } : all,
      );
    },
  change:
    ([id, { quantity, planned }]: [string, (typeof plans)[number]]): Step<Promised> =>
    (all, today) => {
      const own = heldOf(all, id);
      const used = own && isHeld(own, at(today)) ? own.schedules : planned;
      const promise = changePromise(used, lines(quantity))(all.promise).state;
      const holds = all.holds.map((hold) => {
        if (hold.status !== 'held') return hold;
        return (hold === own ? useHold(hold) : releaseHold(hold)).state;
      });
      return unchanged({ promise, holds });
    },
  giveBack: ({ holds, ...all }: Promised, today: IsoDate) =>
    unchanged({
      ...all,
      holds: holds.map((hold) => (isOverOn(hold, supplies, at(today)) ? releaseOn(supplies)(hold).state : hold)),
    }),
};

const id = fc.constantFrom('C-1', 'C-2');
const plan = fc.constantFrom(...plans);
const step = fc.oneof(
  fc.constantFrom('400', '0').map(steps.confirm),
  fc.constant(steps.close()),
  { weight: 3, arbitrary: fc.tuple(id, plan).map(steps.hold) },
  id.map(steps.drop),
  { weight: 2, arbitrary: fc.tuple(id, plan).map(steps.change) },
);

/** Both the present plan and the one held for can be kept, and nothing more is held for it than that takes. */
const isEnough = ({ schedules, extra }: ChangeHold, promise: DeliveryPromise): boolean => {
  const [present, wanted, beside] = [slotsOf(promise.schedules), slotsOf(schedules), extra].map(
    (slots) => new Bookings(slots),
  );
  return [...slotsOf(schedules), ...extra].every(({ supply, day }) => {
    const more = wanted?.on(supply, day).minus(present?.on(supply, day) ?? 0);
    return beside?.on(supply, day).eq(more?.gt(0) ? more : 0) ?? false;
  });
};

it(`a promise is kept or given back, and so is what a change is held for (seed ${seed})`, () => {
  const unreached = play<Promised>({
    follow: [
      { process: 'promises/promise', of: ({ promise }) => ({ promise: promise.status }) },
      {
        process: 'promises/change-hold',
        of: ({ holds }) => Object.fromEntries(holds.map((hold) => [hold.id, hold.status])),
        reopens: 'a change that is still wanted is held for again',
      },
    ],
    begin: fc.constant({ state: { promise: held.state, holds: [] }, events: held.events }),
    today: d0,
    step,
    clockwork: {
      deadlines: {
        over: ({ holds }) =>
          holds.flatMap((hold) => changeHoldDeadlines.over(hold).map((due) => ({ ...due, part: hold.id }))),
      },
      onDue: () => steps.giveBack,
    },
    always: ({ state: { promise, holds } }) => {
      mustHold(
        'nothing is held for what was given back',
        promise.status !== 'released' || slotsOf(promise.schedules).length === 0,
      );
      for (const hold of holds) {
        mustHold('what is held stands on the present plan', hold.status !== 'held' || isEnough(hold, promise));
        mustHold('what is used or released holds nothing', hold.status === 'held' || heldSlots(hold).length === 0);
      }
    },
    atLast: ({ state: { holds } }) =>
      mustHold('no hold outlives its time', !holds.some((hold) => hold.status === 'held')),
    runs: 3_000,
  });
  expect(unreached).toEqual([]);
}, 120_000);
