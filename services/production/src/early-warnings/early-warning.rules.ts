import { create, production } from '@tradeloom/contracts';
import {
  addDays,
  type Decision,
  daysBetween,
  decimal,
  type IsoDate,
  latest,
  type Outcome,
  type Text,
} from '@tradeloom/kernel';
import { daysGivenFor, daysLeftOf, openTarget } from '../progress/pace.rules.ts';
import type { WorkProgress } from '../progress/progress.rules.ts';
import { inWords } from './work-in-words.rules.ts';

/** What threatens a date: when it is due, when it is to be expected, and what is left of the order's buffer then. */
export interface Risk {
  readonly due: IsoDate;
  readonly expected: IsoDate;
  /** Negative when the buffer is used up. */
  readonly bufferLeftDays: number;
}

export type WarningKind = 'behind-schedule' | 'silent' | 'late-material';

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
  /** Null in a warning from before it was said in words. */
  readonly work: Text | null;
  readonly owners: readonly string[];
  readonly raisedOn: IsoDate;
  readonly clearedOn: IsoDate | null;
}

/** A delay of up to this share of the time given, and at least one day, is no reason to alarm anybody. */
const tolerance = 0.1;

export const riskOf = (work: WorkProgress, due: IsoDate, expected: IsoDate): Risk => ({
  due,
  expected,
  bufferLeftDays: work.slackDays - daysBetween(due, expected),
});

/**
 * Compares what is made with linear progress from the start to the due date of the first target that is not
 * reached: the finish to expect is the day reported on plus what is left at the planned pace.
 */
export const findDelay = (work: WorkProgress, asOf: IsoDate): Risk | null => {
  const target = openTarget(work);
  if (!target) return null;
  const expected = addDays(latest(asOf, work.startsOn), daysLeftOf(work, target));
  const allowed = Math.max(1, Math.floor(daysGivenFor(work, target) * tolerance));
  return daysBetween(target.due, expected) > allowed ? riskOf(work, target.due, expected) : null;
};

const hasCome = ({ delivered, quantity }: WorkProgress): boolean => decimal(delivered).gte(quantity);

/** A supplier who confirms a later date than asked endangers the work that waits for his parts. */
export const findLateMaterial = (work: WorkProgress, confirmed: IsoDate): Risk | null => {
  const due = work.targets.at(-1)?.due ?? confirmed;
  return confirmed > due && !hasCome(work) ? riskOf(work, due, confirmed) : null;
};

/** What cannot be a risk any more: work that is made is neither behind nor silent, parts that are there are not late. */
export const risksOver = (work: WorkProgress): readonly WarningKind[] => [
  ...(openTarget(work) ? [] : (['behind-schedule', 'silent'] as const)),
  ...(hasCome(work) ? (['late-material'] as const) : []),
];

const subjectOf = (work: WorkProgress): string =>
  `${work.item} · ${work.outsourcingNumber ?? `${work.orderNumber}/${work.customerLine}`}`;

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
    work: inWords(work),
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
        work: inWords(work),
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
          work: warning.work ?? { en: warning.subject, zh: warning.subject },
        }),
      ],
    };
  };
