import { create, production } from '@tradeloom/contracts';
import { addDays, type Decision, daysBetween, decimal, type IsoDate, latest, type Outcome } from '@tradeloom/kernel';
import { madeOf, type WorkProgress } from '../progress/progress.rules.ts';

/** What threatens a date: when it is due, when it is to be expected, and what is left of the order's buffer then. */
export interface Risk {
  readonly due: IsoDate;
  readonly expected: IsoDate;
  /** Negative when the buffer is used up. */
  readonly bufferLeftDays: number;
}

export type WarningKind = 'behind-schedule' | 'late-material';

/** A risk that both owners were told of, once. 预警 */
export interface EarlyWarning extends Risk {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly workId: string;
  readonly orderId: string;
  readonly outsourcingOrderId: string | null;
  readonly supplier: string | null;
  readonly kind: WarningKind;
  readonly subject: string;
  readonly owners: readonly string[];
  readonly raisedOn: IsoDate;
  readonly clearedOn: IsoDate | null;
}

/** A delay of up to this share of the time given, and at least one day, is no reason to alarm anybody. */
const tolerance = 0.1;

const risk = (work: WorkProgress, due: IsoDate, expected: IsoDate): Risk => ({
  due,
  expected,
  bufferLeftDays: work.slackDays - daysBetween(due, expected),
});

/**
 * Compares what is made with linear progress from the start to the due date of the first target that is not
 * reached: the finish to expect is the day reported on plus what is left at the planned pace.
 */
export const findDelay = (work: WorkProgress, asOf: IsoDate): Risk | null => {
  const made = decimal(madeOf(work));
  const target = work.targets.find((t) => made.lt(t.quantity));
  if (!target) return null;
  const given = Math.max(1, daysBetween(work.startsOn, target.due));
  const daysLeft = decimal(target.quantity).minus(made).times(given).div(target.quantity).ceil().toNumber();
  const expected = addDays(latest(asOf, work.startsOn), daysLeft);
  const allowed = Math.max(1, Math.floor(given * tolerance));
  return daysBetween(target.due, expected) > allowed ? risk(work, target.due, expected) : null;
};

/** A supplier who confirms a later date than asked endangers the work that waits for his parts. */
export const findLateMaterial = (work: WorkProgress, confirmed: IsoDate): Risk | null => {
  const due = work.targets.at(-1)?.due ?? confirmed;
  return confirmed > due ? risk(work, due, confirmed) : null;
};

const subjectOf = (work: WorkProgress): string =>
  `${work.item} · ${work.outsourcingNumber ?? `${work.orderNumber}/${work.scheduleId}`}`;

/** A risk that was not known: both owners are told, and the supplier whose work it is. */
export const raiseWarning = (
  id: string,
  kind: WarningKind,
  found: Risk,
  work: WorkProgress,
  today: IsoDate,
): Outcome<EarlyWarning> => {
  const owners = [work.trader, work.factory];
  const state: EarlyWarning = {
    ...found,
    id,
    version: 0,
    parties: work.parties,
    workId: work.id,
    orderId: work.orderId,
    outsourcingOrderId: work.outsourcingOrderId,
    supplier: work.supplier,
    kind,
    subject: subjectOf(work),
    owners,
    raisedOn: today,
    clearedOn: null,
  };
  return {
    state,
    events: [
      create(production.EarlyWarningRaisedSchema, {
        warningId: id,
        orderId: state.orderId,
        outsourcingOrderId: state.outsourcingOrderId ?? '',
        supplier: state.supplier ?? '',
        kind,
        subject: state.subject,
        due: found.due,
        expected: found.expected,
        bufferLeftDays: found.bufferLeftDays,
        owners,
      }),
    ],
  };
};

/** Only differences are told: a known risk keeps its figures up to date in silence, its end is told. */
export const followRisk =
  (found: Risk | null, today: IsoDate): Decision<EarlyWarning> =>
  (warning) => {
    if (found) return { state: { ...warning, ...found }, events: [] };
    return {
      state: { ...warning, clearedOn: today },
      events: [
        create(production.EarlyWarningClearedSchema, {
          warningId: warning.id,
          orderId: warning.orderId,
          outsourcingOrderId: warning.outsourcingOrderId ?? '',
          supplier: warning.supplier ?? '',
          subject: warning.subject,
        }),
      ],
    };
  };
