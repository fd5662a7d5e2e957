import fc from 'fast-check';
import {
  approveSample,
  type Release,
  setGate,
  settleDeposit,
} from '../../services/production/src/releases/release.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const deposit = fc.boolean();
const items = fc.subarray(['KT-18', 'TS-04']);
const step = fc.oneof(
  fc.constant<Step<Release>>((gate, today) => settleDeposit(today)(gate)),
  fc.constantFrom('KT-18', 'TS-04', 'other').map(
    (item): Step<Release> =>
      (gate, today) =>
        approveSample(item, today)(gate),
  ),
);

it(`work is released once, when deposit and samples are there and not before (seed ${seed})`, () => {
  let released = 0;
  const unreached = play({
    follow: [],
    begin: fc.tuple(deposit, items).map(([isAsked, madeItems]) => {
      const paymentTerms = [{ stage: isAsked ? 'deposit' : 'bl-copy' }];
      return setGate(
        { orderId: 'order-1', trader: 'eastbridge', factory: 'hengda', paymentTerms, madeItems },
        '2026-12-10',
      );
    }),
    today: '2026-12-10',
    step,
    always: (history) => {
      const { depositNeeded, depositSettled, samplesNeeded, samplesApproved, releasedOn } = history.state;
      const isDue = (depositSettled || !depositNeeded) && samplesNeeded.every((item) => samplesApproved.includes(item));
      mustHold('released exactly when nothing is missing', (releasedOn !== null) === isDue);
      mustHold('released once', history.times('WorkReleased') === Number(isDue));
    },
    atLast: ({ state }) => {
      released += Number(state.releasedOn !== null);
    },
    steps: 8,
  });
  expect(unreached).toEqual([]);
  expect(released).toBeGreaterThan(0);
}, 120_000);
