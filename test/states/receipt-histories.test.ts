import { decimal, total, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import type { OutsourcingOrder } from '../../services/production/src/outsourcing/outsourcing-order.rules.ts';
import { announceDelivery, type Despatch } from '../../services/production/src/receipts/despatch.rules.ts';
import {
  countReceived,
  type Receipt,
  type ReceiptLine,
  receiveGoods,
} from '../../services/production/src/receipts/receipt.rules.ts';
import { bookVerdict, concedeLot, countSettled } from '../../services/production/src/receipts/settlement.rules.ts';
import { add, mustHold, on, onOneOf, type Step } from './history.ts';
import { placed, placedOn } from './outsourced.ts';
import { play, seed } from './play.ts';

interface Deliveries {
  readonly order: OutsourcingOrder;
  readonly notes: readonly Despatch[];
  readonly receipts: readonly Receipt[];
}

const order = placed.state;
const note = { number: 'DN-1', factory: 'hengda', supplier: 'jingsu', despatchedOn: placedOn };
const lineOf = (lot: string, quantity: string) => ({ line: '1', lot, quantity });

/** As the reactions do: the order counts what a word of the inspection changed on each receipt. */
const recounted = (all: Deliveries, receipts: readonly Receipt[]): Deliveries => ({
  ...all,
  receipts,
  order: receipts.reduce((known, r, i) => countSettled(all.receipts[i] ?? r, r)(known).state, all.order),
});

const steps = {
  send: ([a, b]: [string, string]): Step<Deliveries> =>
    on('notes', (notes, today) => {
      const lines = [lineOf('A', a), lineOf('B', b)].map((line) => ({ ...line, unit: 'PCE', cartons: 1 }));
      return add(() => announceDelivery({ ...note, id: `d-${notes.length}`, lines }, order))(notes, today);
    }),
  /** As the door does: the order counts what the receipt has. */
  receive:
    ([draw, lot, quantity, rework]: [number, string, string, boolean]): Step<Deliveries> =>
    (all, receivedOn) => {
      const sent = all.notes[draw % Math.max(all.notes.length, 1)];
      if (!sent) return unchanged(all);
      const { state, events } = receiveGoods(sent, all.order, {
        id: `r-${all.receipts.length}`,
        number: `GR-${all.receipts.length}`,
        receivedOn,
        counted: [
          { ...lineOf(lot, quantity), rework },
          { ...lineOf('B', '5'), rework: false },
        ],
        earlier: all.receipts.filter((r) => r.despatchId === sent.id),
      });
      const counted = countReceived(state.lines)(all.order).state;
      return { state: { ...all, receipts: [...all.receipts, state], order: counted }, events };
    },
  conclude:
    ([draw, lot, accepted, rejected]: [number, string, string, string]): Step<Deliveries> =>
    (all, today) => {
      const verdict = { lotId: '', line: '1', lot, accepted, rejected };
      const { state, events } = onOneOf(draw, bookVerdict(verdict, { order: all.order, balances: [] }))(
        all.receipts,
        today,
      );
      return { state: recounted(all, state), events };
    },
  concede:
    ([draw, lot, quantity]: [number, string, string]): Step<Deliveries> =>
    (all, today) => {
      const which = { lotId: '', line: '1', lot, quantity };
      const { state, events } = onOneOf(draw, concedeLot(which, { order: all.order, balances: [] }))(
        all.receipts,
        today,
      );
      return { state: recounted(all, state), events };
    },
};

const draw = fc.nat(3);
const lot = fc.constantFrom('A', 'B');
const pieces = fc.constantFrom('5', '10', '60');
const step = fc.oneof(
  fc.tuple(pieces, pieces).map(steps.send),
  { weight: 3, arbitrary: fc.tuple(draw, lot, fc.constantFrom('0', '5', '10'), fc.boolean()).map(steps.receive) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(draw, fc.constantFrom('', 'A', 'B'), fc.constantFrom('0', '4', '5', '10'), fc.constantFrom('0', '1'))
      .map(steps.conclude),
  },
  { weight: 2, arbitrary: fc.tuple(draw, lot, fc.constantFrom('5', '10')).map(steps.concede) },
);

const sum = (lines: readonly ReceiptLine[], of: (line: ReceiptLine) => string | null): string =>
  total(lines.map((line) => of(line) ?? '0'));
const isSent = ({ notes, receipts }: Deliveries): boolean =>
  notes.every(({ id, lines }) =>
    lines.every((sent) => {
      const counted = receipts.filter((r) => r.despatchId === id).flatMap((r) => r.lines);
      return decimal(
        sum(
          counted.filter((l) => l.lot === sent.lot),
          (l) => l.received,
        ),
      ).lte(sent.quantity);
    }),
  );

it(`a receipt waits for its inspector or is settled, and no piece of it is lost or counted twice (seed ${seed})`, () => {
  const unreached = play({
    follow: [
      {
        process: 'receipts/receipt',
        of: ({ receipts }) => Object.fromEntries(receipts.map(({ id, status }) => [id, status])),
      },
    ],
    begin: fc.constant({ state: { order, notes: [], receipts: [] }, events: [] }),
    today: placedOn,
    step,
    always: ({ state }) => {
      const { received, accepted, rejected } = state.order.lines[0] ?? {};
      const lines = state.receipts.flatMap((r) => r.lines);
      const settled = state.receipts.filter((r) => r.status === 'settled').flatMap((r) => r.lines);
      mustHold('no more is received than was sent', isSent(state));
      mustHold(
        'the order has what its receipts have',
        received ===
          sum(
            lines.filter((l) => !l.rework),
            (l) => l.received,
          ),
      );
      mustHold('it has what was accepted', accepted === sum(settled, (l) => l.accepted));
      mustHold('it has what was rejected', rejected === sum(settled, (l) => l.rejected));
      const judged = total([accepted ?? '', rejected ?? '']);
      mustHold('a settled piece is accepted or rejected', judged === sum(settled, (l) => l.received));
    },
    atLast: (history) => {
      const settled = history.state.receipts.filter((r) => r.status === 'settled');
      mustHold('a settled receipt is told', history.times('ReceiptSettled') >= settled.length);
    },
    steps: 16,
  });
  expect(unreached).toEqual([]);
}, 120_000);
