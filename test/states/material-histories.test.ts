import { decimal, total } from '@tradeloom/kernel';
import fc from 'fast-check';
import { materialBalance } from '../../services/production/src/materials/material-balance.rules.ts';
import {
  countersign,
  type MaterialMovement,
  moveMaterial,
} from '../../services/production/src/materials/material-movement.rules.ts';
import { add, mustHold, on, onOneOf, type Step } from './history.ts';
import { placed, placedOn } from './outsourced.ts';
import { play, seed } from './play.ts';

interface AtSupplier {
  readonly movements: readonly MaterialMovement[];
  /** Pieces. */
  readonly delivered: number;
  readonly scrapped: number;
}

const kgPerPiece = 2;
const known = [{ item: 'STEEL', unit: 'KGM' }];
const movement = {
  outsourcingOrderId: placed.state.id,
  orderId: placed.state.orderId,
  factory: 'hengda',
  supplier: 'jingsu',
  item: 'STEEL',
  unit: 'KGM',
  owner: 'hengda',
  location: 'jingsu',
  document: 'M-1',
  signedBy: 'liu.fang',
};

const steps = {
  move: ([kind, lot, quantity, corrects]: ['issue' | 'return', string, string, string | null]): Step<AtSupplier> =>
    on('movements', (movements, signedOn) => {
      const signed = { ...movement, id: `m-${movements.length}`, kind, lot, quantity, signedOn };
      return add(() => moveMaterial({ ...signed, corrects, reason: corrects }, known))(movements, signedOn);
    }),
  sign: ([draw, organisation]: [number, string]): Step<AtSupplier> =>
    on(
      'movements',
      onOneOf(draw, (moved, today) => countersign({ login: `one of ${organisation}`, organisation }, today)(moved)),
    ),
  use:
    ([delivered, scrapped]: [number, number]): Step<AtSupplier> =>
    (all) => ({
      state: { ...all, delivered: all.delivered + delivered, scrapped: all.scrapped + scrapped },
      events: [],
    }),
};

const kind = fc.constantFrom('issue' as const, 'return' as const);
const lot = fc.constantFrom('A', 'B');
const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(kind, lot, fc.constantFrom('40', '12.5', '-20', '0'), fc.constantFrom(null, 'counted again'))
      .map(steps.move),
  },
  { weight: 3, arbitrary: fc.tuple(fc.nat(5), fc.constantFrom('jingsu', 'hengda')).map(steps.sign) },
  fc.tuple(fc.nat(10), fc.nat(2)).map(steps.use),
);

type Amount = ReturnType<typeof decimal>;
const isWithin = (used: Amount, room: Amount): boolean => used.lte(room.gt(0) ? room : 0);

it(`material at a supplier is accounted for to the gram, by both sides (seed ${seed})`, () => {
  const unreached = play({
    follow: [],
    begin: fc.constant({ state: { movements: [], delivered: 0, scrapped: 0 }, events: [] }),
    today: placedOn,
    step,
    always: ({ state: { movements, delivered, scrapped } }) => {
      const lots = materialBalance(movements, [
        { delivered: `${delivered}`, scrapped: `${scrapped}`, materials: placed.state.lines[0]?.materials ?? [] },
      ]);
      const signed = movements.filter((m) => m.countersignedBy !== null);
      const moved = (of: MaterialMovement['kind']): string =>
        total(signed.filter((m) => m.kind === of).map((m) => m.quantity));
      mustHold('issued is what both signed', total(lots.map((l) => l.issued)) === moved('issue'));
      mustHold('returned is what both signed', total(lots.map((l) => l.returned)) === moved('return'));
      if (lots.length > 0) {
        mustHold('consumed is the bill', total(lots.map((l) => l.consumed)) === `${delivered * kgPerPiece}`);
        mustHold('scrap is the bill', total(lots.map((l) => l.scrap)) === `${scrapped * kgPerPiece}`);
      }
      for (const { issued, consumed, scrap, returned, atSupplier } of lots)
        mustHold(
          'issued = consumed + scrap + returned + at supplier',
          issued === total([consumed, scrap, returned, atSupplier]),
        );
      for (const { consumed, scrap, issued, returned } of lots.slice(0, -1))
        mustHold(
          'only the last lot may fall short',
          isWithin(decimal(consumed).plus(scrap), decimal(issued).minus(returned)),
        );
      const receivers = signed.every((m) => m.countersignedBy === `one of ${m.kind === 'issue' ? 'jingsu' : 'hengda'}`);
      mustHold('the receiver signed', receivers);
    },
    atLast: (history) => {
      const issues = history.state.movements.filter((m) => m.kind === 'issue');
      const countersigned = issues.filter((m) => m.countersignedBy !== null).length;
      mustHold('an issue is told once', history.times('MaterialIssued') === issues.length);
      mustHold('its signature is told once', history.times('MaterialIssueCountersigned') === countersigned);
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
