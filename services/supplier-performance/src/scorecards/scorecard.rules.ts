import { create, performance } from '@tradeloom/contracts';
import { addDays, addMonths, earliest, type IsoDate, type Outcome, type Text, total } from '@tradeloom/kernel';
import type { DeliveryRecord } from '../deliveries/delivery-record.rules.ts';
import { dueLinesOf } from '../deliveries/due-lines.rules.ts';
import type { Criterion, Policy } from '../policies/policy.rules.ts';
import { firstPresentations, lotAcceptance, ppm } from './lot-quality.rules.ts';
import { onTime } from './on-time.rules.ts';
import { responsiveness } from './response.rules.ts';
import { bandOf, periodOf, scoreOf } from './score.rules.ts';

/** One criterion of a scorecard: its score, how it came about, and the events it was counted from. */
export interface SubScore {
  readonly criterion: Criterion;
  readonly weight: string;
  /** 0-100; null without data. */
  readonly score: string | null;
  readonly formula: Text;
  readonly measures: Readonly<Record<string, string | number | null>>;
  readonly events: readonly object[];
}

/** What a period's records add up to. */
export interface Drawing {
  readonly asOf: IsoDate;
  readonly subScores: readonly SubScore[];
  readonly score: string | null;
  readonly band: string | null;
  /** The band asks the supplier to act. */
  readonly asksRectification: boolean;
  /** Shown, never counted. */
  readonly warnings: { readonly raised: number; readonly cleared: number };
}

export interface Scorecard extends Drawing {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly supplier: string;
  readonly factory: string;
  readonly period: string;
}

type Measured = Omit<SubScore, 'criterion' | 'weight'>;

interface Days {
  /** The day of the drawing, or the month's last. */
  readonly asOf: IsoDate;
  /** The last day of the month that has passed whole. */
  readonly over: IsoDate;
}

type Measure = (records: readonly DeliveryRecord[], policy: Policy, period: string, days: Days) => Measured;

const noData: Measured = {
  score: null,
  formula: { en: 'no data in this period', zh: '本期无数据' },
  measures: {},
  events: [],
};

const delivery: Measure = (records, policy, period, { over }) => {
  const { tolerance, delivery: scored } = policy;
  const against = (dates: 'original' | 'current') =>
    onTime(dueLinesOf(records, dates, period, tolerance.lateDays), tolerance, over);
  const measured = { original: against('original'), current: against('current') };
  const chosen = measured[scored.against];
  return {
    score: scored.measure === 'line' ? chosen.byLine : chosen.byQuantity,
    formula:
      scored.measure === 'line'
        ? {
            en: `lines wholly received by the ${scored.against} confirmed date / lines due x 100`,
            zh: `按${scored.against === 'current' ? '现行' : '原始'}确认交期整行到货的行数 / 到期行数 x 100`,
          }
        : {
            en: `pieces received by the ${scored.against} confirmed date / pieces due x 100`,
            zh: `按${scored.against === 'current' ? '现行' : '原始'}确认交期到货数量 / 到期数量 x 100`,
          },
    measures: {
      linesDue: chosen.linesDue,
      byLineCurrent: measured.current.byLine,
      byQuantityCurrent: measured.current.byQuantity,
      byLineOriginal: measured.original.byLine,
      byQuantityOriginal: measured.original.byQuantity,
      onTimeInFull: chosen.inFull,
    },
    events: chosen.lines,
  };
};

const quality: Measure = (records, _, period) => {
  const lots = firstPresentations(records.flatMap((record) => record.lots)).filter(
    ({ concludedOn }) => periodOf(concludedOn) === period,
  );
  const settled = records
    .flatMap(({ lines }) => lines.flatMap(({ receipts }) => receipts))
    .filter(({ receivedOn, rejected }) => rejected !== null && periodOf(receivedOn) === period);
  const received = total(settled.map(({ quantity }) => quantity));
  const rejected = total(settled.map((receipt) => receipt.rejected ?? '0'));
  return {
    score: lotAcceptance(lots),
    formula: {
      en: 'lots accepted on first presentation / lots inspected x 100',
      zh: '首次提交即接收批数 / 检验批数 x 100',
    },
    measures: { lotsInspected: lots.length, received, rejected, ppm: ppm(received, rejected) },
    events: lots,
  };
};

const response: Measure = (records, policy, period, { asOf }) => {
  const placed = records.filter(({ placedOn }) => periodOf(placedOn) === period);
  const asked = placed.map(({ number: ref, placedOn: raised, acknowledgedOn: answered }) => ({
    ref,
    raised,
    answered,
  }));
  const { requests, inTime } = responsiveness(asked, policy, asOf);
  return {
    score: inTime,
    formula: {
      en: `orders acknowledged within ${policy.responseMinutes} working minutes / orders answered or overdue x 100`,
      zh: `${policy.responseMinutes} 工作分钟内确认的订单 / 已确认或逾期订单 x 100`,
    },
    measures: { orders: requests.length },
    events: requests,
  };
};

/** Cost and communication are judged by people; until somebody does, they have no data. */
const measures: Readonly<Record<Criterion, Measure>> = {
  delivery,
  quality,
  response,
  cost: () => noData,
  communication: () => noData,
};

const lastDayOf = (period: string): IsoDate => addDays(addMonths(`${period}-01`, 1), -1);

/** Draws a supplier's score of a month from everything recorded, as of today or the month's last day. */
export const draw = (records: readonly DeliveryRecord[], policy: Policy, period: string, today: IsoDate): Drawing => {
  const asOf = earliest(today, lastDayOf(period));
  // today is not over: what is due today may still come today
  const over = earliest(addDays(today, -1), lastDayOf(period));
  const subScores = policy.weights.map(({ criterion, weight }) => {
    const measured = measures[criterion](records, policy, period, { asOf, over });
    return { criterion, weight, ...(measured.score === null ? { ...measured, formula: noData.formula } : measured) };
  });
  const score = scoreOf(policy.weights, Object.fromEntries(subScores.map((each) => [each.criterion, each.score])));
  const band = score === null ? undefined : bandOf(policy.bands, score);
  const warnings = records.flatMap((record) => record.warnings).filter(({ raisedOn }) => periodOf(raisedOn) === period);
  return {
    asOf,
    subScores,
    score,
    band: band?.band ?? null,
    asksRectification: band?.rectification ?? false,
    warnings: { raised: warnings.length, cleared: warnings.filter(({ clearedOn }) => clearedOn !== null).length },
  };
};

type Subject = Pick<Scorecard, 'supplier' | 'factory' | 'period'>;

export const scorecardId = ({ supplier, factory, period }: Subject): string => `${supplier}.${factory}.${period}`;

export const blankScorecard = ({ supplier, factory, period }: Subject, parties: readonly string[]): Scorecard => ({
  id: scorecardId({ supplier, factory, period }),
  version: 0,
  parties: [...parties],
  supplier,
  factory,
  period,
  asOf: '',
  subScores: [],
  score: null,
  band: null,
  asksRectification: false,
  warnings: { raised: 0, cleared: 0 },
});

/**
 * Whose affair a month's card is. A supplier may work for a factory's several trading companies: then it is none of
 * theirs, for it names the orders of them all.
 */
export const readersOf = (
  records: readonly Pick<DeliveryRecord, 'parties'>[],
  { supplier, factory }: Subject,
): string[] => {
  const traders = new Set(
    records.flatMap(({ parties }) => parties).filter((one) => one !== supplier && one !== factory),
  );
  return [factory, supplier, ...(traders.size === 1 ? traders : [])];
};

/** Keeps a new drawing; others hear of it only when the score or the band changed. */
export const keepDrawing =
  (drawing: Drawing, parties: string[], orderId: string) =>
  (card: Scorecard): Outcome<Scorecard> => {
    const { id: scorecardIdentity, supplier, factory, period } = card;
    const { score, band } = drawing;
    const isNews = score !== card.score || band !== card.band;
    const drawn = create(performance.ScorecardDrawnSchema, {
      scorecardId: scorecardIdentity,
      supplier,
      factory,
      period,
      score: score ?? '',
      band: band ?? '',
      orderId,
    });
    return { state: { ...card, ...drawing, parties }, events: isNews ? [drawn] : [] };
  };
