import type { DeliveryPlanLine, PlannedDelivery, ResourceAuthorization } from '../../canonical/documents.ts';
import { loopsOf, segmentOf } from '../../structure/match-structure.ts';
import { type Loop, optional, type Reading } from '../message.ts';
import type { Segment } from '../segment.ts';
import { dateOf, type Moment, momentIn } from './dates.ts';
import {
  type Basis,
  backlogCode,
  type Certainty,
  type Counting,
  codeOfCertainty,
  codesOfSpan,
  countFrom,
  countUntil,
  cumulativeCode,
  datesOf,
  discreteCodes,
  lastReceiptCode,
  receivedCode,
  type Span,
  unsaidCode,
  untilDate,
} from './delivery-codes.ts';
import { referenceOf } from './headers.ts';
import { numberText } from './items.ts';

/** A QTY group, the SCC that says how sure it is, and the groups whose DTM holds where it has none of its own. */
export interface Figure {
  qty: Loop;
  scc: Segment | undefined;
  around: readonly Loop[];
}

/** QTY groups with their own SCC behind them. */
export const figuresIn = (group: Loop, around: readonly Loop[] = []): Figure[] =>
  loopsOf(group, 'QTY').map((qty) => ({ qty, scc: segmentOf(qty, 'SCC'), around }));

/** QTY groups below the SCC that they share. */
export const figuresBySchedule = (group: Loop): Figure[] =>
  loopsOf(group, 'SCC').flatMap((schedule) =>
    loopsOf(schedule, 'QTY').map((qty) => ({ qty, scc: schedule.segments[0], around: [] })),
  );

const knownCodes = [...discreteCodes, cumulativeCode, receivedCode, lastReceiptCode, unsaidCode];

const head = ({ qty }: Figure): Segment => qty.segments[0] as Segment;
const codeOf = (figure: Figure): string => head(figure).at(1, 1);
const amountOf = (figure: Figure): string => numberText(head(figure).at(1, 2));
const isCumulative = (figure: Figure): boolean => codeOf(figure) === cumulativeCode;

const momentOf = ({ qty, around }: Figure): Moment | undefined =>
  [qty, ...around].map((group) => momentIn(group, [...datesOf.delivery, ...datesOf.shipment])).find(Boolean);

const leaves = [codeOfCertainty.production, codeOfCertainty.material];

/** What may be made or bought is authorised, not delivered, where it has no day of delivery. */
const isAuthorization = (figure: Figure): boolean =>
  leaves.includes(figure.scc?.at(1) ?? '') &&
  [cumulativeCode, unsaidCode].includes(codeOf(figure)) &&
  momentOf({ ...figure, around: [] }) === undefined;

/** Nothing on no day is no delivery. */
const isDelivery = (figure: Figure): boolean =>
  [...discreteCodes, cumulativeCode].includes(codeOf(figure)) &&
  !isAuthorization(figure) &&
  (/[1-9]/.test(head(figure).at(1, 2)) || momentOf(figure) !== undefined);

/** Many partners say each quantity twice, alone and in the count: then the count is not read. */
export const countingOf = (figures: readonly Figure[]): Counting | undefined => {
  const wanted = figures.filter(isDelivery);
  if (wanted.length === 0) return undefined;
  return wanted.every(isCumulative) ? 'cumulative' : 'discrete';
};

/** What the first date of the plan says holds for all. */
export const basisOf = ({ problems }: Reading, figures: readonly Figure[]): Basis | undefined => {
  const dated = figures.filter(isDelivery).flatMap((figure) => {
    const moment = momentOf(figure);
    return moment
      ? [{ figure, basis: datesOf.shipment.includes(moment.qualifier) ? 'shipment' : 'delivery' } as const]
      : [];
  });
  const basis = dated[0]?.basis;
  const other = dated.find((one) => one.basis !== basis);
  if (other) problems.at('PLAN_DATES_MIXED', head(other.figure), { element: 1, expected: basis as string });
  return basis;
};

/** @param known how sure a quantity without SCC is; @param day for a quantity without date */
export const readDeliveries = (
  { problems }: Reading,
  figures: readonly Figure[],
  counting: Counting,
  known: Certainty,
  day: string,
): PlannedDelivery[] => {
  for (const figure of figures.filter((one) => !knownCodes.includes(codeOf(one)))) {
    problems.at('QUANTITY_NOT_READ', head(figure), { element: 1, component: 1, value: codeOf(figure) });
  }
  const wanted = figures.filter(isDelivery);
  const other = wanted.find((figure) => isCumulative(figure) !== (counting === 'cumulative'));
  if (other) problems.at('PLAN_COUNTS_MIXED', head(other), { element: 1, expected: counting });
  return wanted
    .filter((figure) => isCumulative(figure) === (counting === 'cumulative'))
    .map((figure) => {
      const moment = momentOf(figure);
      if (!moment) problems.at('PLAN_DATE_NOT_STATED', head(figure), { expected: day });
      return readDelivery(figure, moment ?? { qualifier: '', format: '', date: day }, known);
    });
};

/** A date that names its week or month needs no pattern (DE 2379). */
const spanOfFormat: Readonly<Record<string, Span>> = { '609': 'month', '610': 'month', '615': 'week', '616': 'week' };

const readDelivery = (figure: Figure, moment: Moment, known: Certainty): PlannedDelivery => {
  const { qty, scc } = figure;
  const certainty = (Object.entries(codeOfCertainty) as [Certainty, string][]).find(([, code]) => code === scc?.at(1));
  const pattern = scc?.at(3, 1) ?? '';
  const span = (Object.entries(codesOfSpan) as [Span, readonly string[]][]).find(([, codes]) =>
    codes.includes(pattern),
  );
  return {
    quantity: amountOf(figure),
    certainty: certainty?.[0] ?? (codeOf(figure) === backlogCode ? 'immediate' : known),
    span: span?.[0] ?? spanOfFormat[moment.format] ?? (moment.until === undefined ? 'day' : 'flexible'),
    date: moment.date,
    ...optional('until', dateOf(qty, [untilDate]) ?? moment.until),
    ...optional('time', moment.time),
    ...optional('callOff', referenceOf(qty, ['AAJ'])),
  };
};

type Counts = Pick<DeliveryPlanLine, 'authorizations' | 'cumulativeReceived' | 'lastReceipt'>;

export const readCounts = (figures: readonly Figure[]): Counts => {
  const authorizations = figures.filter(isAuthorization).map(readAuthorization);
  const received = figures.find((figure) => codeOf(figure) === receivedCode);
  const last = figures.find((figure) => codeOf(figure) === lastReceiptCode);
  return {
    ...optional('authorizations', authorizations.length > 0 ? authorizations : undefined),
    ...optional('cumulativeReceived', received && { quantity: amountOf(received), ...spanOf(received) }),
    ...optional('lastReceipt', last && readReceipt(last)),
  };
};

const readReceipt = (figure: Figure): DeliveryPlanLine['lastReceipt'] => ({
  quantity: amountOf(figure),
  ...optional('date', dateOf(figure.qty, ['50', '11'])),
  ...optional('shipmentNumber', referenceOf(figure.qty, ['AAK', 'DQ', 'SI'])),
});

const readAuthorization = (figure: Figure): ResourceAuthorization => ({
  resource: figure.scc?.at(1) === codeOfCertainty.production ? 'production' : 'material',
  ...optional('quantity', codeOf(figure) === unsaidCode ? undefined : amountOf(figure)),
  ...spanOf(figure),
});

const spanOf = ({ qty }: Figure): { from?: string; until?: string } => ({
  ...optional('from', dateOf(qty, [countFrom])),
  ...optional('until', dateOf(qty, [countUntil])),
});

/** UN/ECE Rec. 20, of the first quantity that names one; '' where none does. */
export const unitOf = (figures: readonly Figure[]): string =>
  figures.map((figure) => head(figure).at(1, 3)).find(Boolean) ?? '';
