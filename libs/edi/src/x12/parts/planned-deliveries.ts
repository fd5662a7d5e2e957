import { decimal, total } from '@tradeloom/kernel';
import { decimalText } from '../../amounts.ts';
import type { DeliveryPlan, Place, PlannedDelivery } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentsOf } from '../match-structure.ts';
import { optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { placeById } from './places.ts';

type Certainty = PlannedDelivery['certainty'];
type Span = PlannedDelivery['span'];

/** DE 680. The first of a certainty is written, all are read. */
const codesOfCertainty = {
  immediate: ['A'],
  firm: ['C', 'H', 'K', 'Q', 'V'],
  planned: ['D', 'B', 'F', 'G', 'L', 'P', 'U'],
} as const satisfies Partial<Record<Certainty, readonly string[]>>;
const certaintyOfCode = new Map<string, Certainty>(
  Object.entries(codesOfCertainty).flatMap(([certainty, codes]) =>
    codes.map((code) => [code, certainty as Certainty] as const),
  ),
);
/** DE 680 of figures that no delivery stands behind: rounding, tooling capacities, strike protection. */
const noDeliveries = ['E', 'M', 'N', 'S', 'T'];
export const certaintyCodes = [...certaintyOfCode.keys(), ...noDeliveries];

/** Planned, but with leave to make it or to buy its material: no code of DE 680, so LQ says it. */
const leaves: readonly Certainty[] = ['production', 'material'];

/** DE 681. The first of a span is written, all are read. */
const codesOfSpan: Readonly<Record<Span, readonly string[]>> = {
  day: ['D', 'C'],
  week: ['W'],
  month: ['M'],
  quarter: ['Q'],
  flexible: ['F'],
};
const spanOfCode = new Map(
  Object.entries(codesOfSpan).flatMap(([span, codes]) => codes.map((code) => [code, span as Span] as const)),
);
export const spanCodes = [...spanOfCode.keys()];

/** A delivery, and where it goes when SDQ says so. */
export interface PlacedDelivery {
  delivery: PlannedDelivery;
  shipTo?: Place;
}

/**
 * FST loops and the FST of a delivery pattern (SDP). JIT spreads one over the hours of its day, SDQ over places.
 * A figure that no delivery stands behind is not read.
 */
export const readDeliveries = (reading: Reading, line: Loop): PlacedDelivery[] => {
  const inPatterns = loopsOf(line, 'SDP').flatMap((pattern) =>
    segmentsOf(pattern, 'FST').map((fst): Loop => ({ id: 'FST', segments: [fst], loops: [] })),
  );
  return [...loopsOf(line, 'FST'), ...inPatterns].flatMap((loop) => readDelivery(reading, loop));
};

const readDelivery = (reading: Reading, loop: Loop): PlacedDelivery[] => {
  const fst = loop.segments[0] as Segment;
  const certainty = leaveOf(loop) ?? certaintyOfCode.get(fst.at(2));
  if (!certainty) {
    reading.problems.at('QUANTITY_NOT_READ', fst, { element: 2 });
    return [];
  }
  const time =
    fst.at(7) ||
    segmentsOf(loop, 'DTM')
      .find((dtm) => dtm.at(3) !== '')
      ?.at(3);
  const delivery: PlannedDelivery = {
    quantity: decimalText(fst.at(1)),
    certainty,
    span: spanOfCode.get(fst.at(3)) as Span,
    date: isoDate(fst.at(4)),
    ...optional('until', fst.at(5) === '' ? undefined : isoDate(fst.at(5))),
    ...optional('time', time && clock(time)),
    ...optional('callOff', fst.at(8) === 'DO' ? fst.at(9) : undefined),
  };
  const jits = loopsOf(loop, 'JIT').map(({ segments: [jit] }) => jit as Segment);
  if (jits.length > 0) {
    mustAddUp(reading, fst, jits);
    return jits.map((jit) => ({
      delivery: { ...delivery, quantity: decimalText(jit.at(1)), time: clock(jit.at(2)) },
    }));
  }
  const shares = segmentsOf(loop, 'SDQ').flatMap(sharesOf);
  if (shares.length === 0) return [{ delivery }];
  return shares.map(({ quantity, shipTo }) => ({ delivery: { ...delivery, quantity }, shipTo }));
};

/** Some senders write shares of the day in JIT01: what is read must not pass for pieces in silence. */
const mustAddUp = (reading: Reading, fst: Segment, jits: readonly Segment[]): void => {
  const found = total(jits.map((jit) => decimalText(jit.at(1))));
  const expected = decimalText(fst.at(1));
  if (!decimal(found).equals(expected)) {
    reading.problems.at('QUANTITIES_NOT_ADDING_UP', fst, { element: 1, found, expected });
  }
};

const leaveOf = (loop: Loop): Certainty | undefined => {
  const words = loopsOf(loop, 'LM').flatMap((lm) => segmentsOf(lm, 'LQ').map((lq) => lq.at(2)));
  return leaves.find((leave) => words.includes(leave.toUpperCase()));
};

/** SDQ: 02 qualifier, then place and quantity in pairs from 03 to 22. */
const sharesOf = (sdq: Segment): { shipTo: Place; quantity: string }[] => {
  const shares = [];
  for (let n = 3; n <= 21 && sdq.at(n) !== ''; n += 2) {
    shares.push({ shipTo: placeById(sdq.at(2), sdq.at(n)), quantity: decimalText(sdq.at(n + 1) || '0') });
  }
  return shares;
};

const clock = (time: string): string => `${time.slice(0, 2)}:${time.slice(2, 4)}`;

/** FST06 002 delivery, 010 shipment requested: which day and hour it is follows from the plan. */
const dayQualifier: Readonly<Record<DeliveryPlan['basis'], string>> = { delivery: '002', shipment: '010' };

export const writeDelivery = (out: Sink, delivery: PlannedDelivery, basis: DeliveryPlan['basis']): void => {
  const { quantity, certainty, span, date, until, time, callOff } = delivery;
  const codes = certainty === 'production' || certainty === 'material' ? undefined : codesOfCertainty[certainty];
  const hour = time === undefined ? ['', ''] : [dayQualifier[basis], time.replace(':', '')];
  const reference = callOff === undefined ? [] : ['DO', callOff];
  out.add(
    'FST',
    quantity,
    (codes ?? codesOfCertainty.planned)[0],
    codesOfSpan[span][0],
    x12Date(date),
    until && x12Date(until),
    ...hour,
    ...reference,
  );
};

/** LM and LQ below an FST; only the 830 has room for them. */
export const writeLeave = (out: Sink, { certainty }: PlannedDelivery): void => {
  if (!leaves.includes(certainty)) return;
  out.add('LM', 'ZZ');
  out.add('LQ', 'ZZ', certainty.toUpperCase());
};
