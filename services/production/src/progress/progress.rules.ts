import { create, production } from '@tradeloom/contracts';
import {
  type Decision,
  decimal,
  hasCome,
  type IsoDate,
  must,
  type Outcome,
  type Quantity,
  total,
} from '@tradeloom/kernel';

/** In the order of the work: 备料, 上线, 完工, 包装, 发运. */
export const milestones = ['material-ready', 'started', 'finished', 'packed', 'shipped'] as const;
export type Milestone = (typeof milestones)[number];

/** Cumulative pieces at a milestone, as of an instant (RFC 3339 with offset). */
export interface Figures {
  readonly good: string;
  readonly scrap: string;
  readonly asOf: string;
}

/** So many pieces in all are due by a day. */
export interface Target {
  readonly quantity: string;
  readonly due: IsoDate;
}

/** The work on one schedule of the factory, or on one line of an outsourcing order. 生产进度 */
export interface WorkProgress {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly orderId: string;
  readonly orderNumber: string;
  /** The customer's own line number; empty where it is not known. */
  readonly customerLine: string;
  readonly lineId: string;
  /** Null for outsourced parts. */
  readonly scheduleId: string | null;
  /** The three are null for the factory's own work. */
  readonly outsourcingOrderId: string | null;
  readonly outsourcingNumber: string | null;
  readonly outsourcingLine: string | null;
  readonly supplier: string | null;
  readonly trader: string;
  readonly factory: string;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly startsOn: IsoDate;
  /** Cumulative, in order. */
  readonly targets: readonly Target[];
  /** Days between the plan and what is committed to the customer. */
  readonly slackDays: number;
  readonly figures: Readonly<Partial<Record<Milestone, Figures>>>;
  /** Pieces received by the factory, without those that came back from rework. */
  readonly delivered: string;
  /** Pieces of the factory's own work that left with shipments, as these were booked; null where only the sum is known. */
  readonly shipped: string | null;
  /** The inspection that holds packing; null when packing may go on. */
  readonly packingHeldBy: string | null;
}

export interface ProgressReport extends Figures {
  readonly milestone: Milestone;
  readonly unit: string;
  /** A downward correction, with its reason. */
  readonly correction: boolean;
  readonly reason: string;
}

/** More than this beyond what is to be made is taken for a slip of the keyboard. */
const overMakePercent = 10;

const none: Figures = { good: '0', scrap: '0', asOf: '' };

/** Derived, never reported; a whole percent, rounded down so that 100 means all. Nothing to make is all made. */
export const percentOf = (good: string, quantity: string): string => {
  if (decimal(quantity).isZero()) return '100';
  const percent = decimal(good).times(100).div(quantity).floor();
  return percent.gt(100) ? '100' : percent.toFixed();
};

/** What was once taken for a day to come is not known of any. */
const isNewer = (asOf: string, known: string, today: IsoDate): boolean =>
  known === '' || !hasCome(known.slice(0, 10), today) || Date.parse(asOf) > Date.parse(known);

/**
 * The day of the latest word on the work, at whatever milestone: an older word on another one takes nobody back to a day
 * on which the date still looked safe. Null where nothing is said, or only of days to come.
 * @param today the business date
 */
export const knownOn = ({ figures }: WorkProgress, today: IsoDate): IsoDate | null =>
  Object.values(figures)
    .map(({ asOf }) => asOf.slice(0, 10))
    .filter((day) => hasCome(day, today))
    .toSorted()
    .at(-1) ?? null;

const assertSound = (work: WorkProgress, report: ProgressReport, reporter: string): void => {
  must(reporter === (work.supplier ?? work.factory) || reporter === work.factory, 'production.progress.not-yours', {
    en: 'Only who does the work reports on it',
    zh: '只有承做方可以上报进度',
  });
  must(
    report.unit === work.unit,
    'production.progress.unit',
    { en: `Progress is counted in ${work.unit}`, zh: `进度按 ${work.unit} 计数` },
    { unit: report.unit, expected: work.unit },
  );
  must(decimal(report.good).gte(0) && decimal(report.scrap).gte(0), 'production.progress.negative', {
    en: 'Cumulative figures cannot be negative',
    zh: '累计数不能为负数',
  });
  must(
    decimal(report.good).lte(
      decimal(work.quantity)
        .times(100 + overMakePercent)
        .div(100),
    ),
    'production.progress.too-much',
    { en: `Only ${work.quantity} are to be made`, zh: `仅需生产 ${work.quantity}` },
    { good: report.good, quantity: work.quantity },
  );
};

/** A slip of the pen in the date would make every later report an old one. */
const assertHasHappened = (asOf: string, today: IsoDate): void =>
  must(
    hasCome(asOf.slice(0, 10), today),
    'production.progress.future',
    { en: `${asOf} has not come yet: today is ${today}`, zh: `截至时间 ${asOf} 尚未到来，今天是 ${today}` },
    { value: asOf, today },
  );

const assertNoSilentDecrease = (known: Figures, report: ProgressReport): void => {
  const falls = decimal(report.good).lt(known.good) || decimal(report.scrap).lt(known.scrap);
  must(
    !falls || (report.correction && report.reason.trim() !== ''),
    'production.progress.falls',
    { en: 'Cumulative figures fall only by a correction with its reason', zh: '累计数只能通过注明原因的更正减少' },
    { known: known.good, reported: report.good },
  );
};

const reported = (work: WorkProgress, report: ProgressReport, reporter: string): Outcome<WorkProgress> => {
  const { milestone, good, scrap, asOf, correction, reason } = report;
  const state = { ...work, figures: { ...work.figures, [milestone]: { good, scrap, asOf } } };
  const known = work.figures[milestone] ?? none;
  if (decimal(known.good).eq(good) && decimal(known.scrap).eq(scrap)) return { state, events: [] };
  return {
    state,
    events: [
      create(production.ProgressReportedSchema, {
        orderId: work.orderId,
        lineId: work.lineId,
        scheduleId: work.scheduleId ?? '',
        outsourcingOrderId: work.outsourcingOrderId ?? '',
        item: work.item,
        milestone,
        good,
        scrap,
        quantity: work.quantity,
        unit: work.unit,
        percent: percentOf(good, work.quantity),
        asOf,
        reporter,
        correction,
        reason,
      }),
    ],
  };
};

const greater = (a: string, b: string): string => (decimal(a).gt(b) ? a : b);
const lesser = (a: string, b: string): string => (decimal(a).lt(b) ? a : b);

/** Factory and shipments speak of the same goods: of its own work as much has left as is booked, whatever is said. */
const withBooked = (work: WorkProgress, report: ProgressReport): ProgressReport =>
  report.milestone === 'shipped' && work.outsourcingOrderId === null
    ? { ...report, good: greater(report.good, work.shipped ?? '0') }
    : report;

/**
 * Earlier releases kept one sum of what was reported and what was booked. It cannot be told apart again, and stays one;
 * where nothing was said yet there is nothing to tell apart.
 */
const bookedOf = ({ shipped, figures }: WorkProgress): string | null => shipped ?? (figures.shipped ? null : '0');

/**
 * Takes a cumulative report. A repeated one, or one that is older than what is known, changes nothing, so that
 * reports may arrive in any order and more than once; a figure falls only by an explicit correction.
 * @param today the business date
 */
export const reportProgress =
  (said: ProgressReport, reporter: string, today: IsoDate): Decision<WorkProgress> =>
  (work) => {
    assertSound(work, said, reporter);
    assertHasHappened(said.asOf, today);
    const report = withBooked(work, said);
    const known = work.figures[report.milestone] ?? none;
    if (!isNewer(report.asOf, known.asOf, today)) return { state: work, events: [] };
    assertNoSilentDecrease(known, report);
    must(
      report.milestone !== 'packed' || work.packingHeldBy === null || decimal(report.good).lte(known.good),
      'production.packing.held',
      { en: 'Packing is held until the inspection is settled', zh: '检验处理完成前暂停包装' },
      { inspection: work.packingHeldBy ?? '' },
    );
    const shipped = report.milestone === 'shipped' ? bookedOf(work) : work.shipped;
    return reported({ ...work, shipped }, report, reporter);
  };

/**
 * The factory's own goods left: what shipped is added up per shipment, and told where nobody had said so yet. A sum of
 * which the factory may have said a part grows to what is to be made, and no further.
 * @param today the business date
 */
export const reportShipped =
  (quantity: Quantity, asOf: string, today: IsoDate): Decision<WorkProgress> =>
  (work) => {
    const known = work.figures.shipped ?? none;
    const booked = bookedOf(work);
    const shipped = booked === null ? null : total([booked, quantity.value]);
    const good = greater(known.good, shipped ?? lesser(total([known.good, quantity.value]), work.quantity));
    const figures = { good, asOf: isNewer(asOf, known.asOf, today) ? asOf : known.asOf };
    return reported(
      { ...work, shipped },
      { milestone: 'shipped', ...known, ...figures, unit: work.unit, correction: false, reason: '' },
      work.factory,
    );
  };

export const holdPacking =
  (inspectionId: string): Decision<WorkProgress> =>
  (work) => ({ state: { ...work, packingHeldBy: inspectionId }, events: [] });

export const liftPackingHold: Decision<WorkProgress> = (work) => ({
  state: { ...work, packingHeldBy: null },
  events: [],
});

/** What is made by report, or has arrived already whatever was reported. */
export const madeOf = (work: WorkProgress): string => greater(work.figures.finished?.good ?? '0', work.delivered);

/** So many pieces in all have arrived at the factory. */
export const countDelivered =
  (delivered: string): Decision<WorkProgress> =>
  (work) => ({ state: { ...work, delivered }, events: [] });
