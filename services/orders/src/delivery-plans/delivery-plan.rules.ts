import { create, orders } from '@tradeloom/contracts';
import { announce, type Decision, hasCome, type IsoDate, must, unchanged } from '@tradeloom/kernel';
import type { Bucket } from './planned-bucket.rules.ts';

export type PlanKind = 'forecast' | 'call';

/** What a customer plans of one of our items for one place. */
export interface PlannedItem {
  readonly factory: string;
  readonly item: string;
  readonly unit: string;
  readonly shipTo: string;
  readonly dock: string;
  /** The firm line that is called off; both are empty where there is none. */
  readonly orderId: string;
  readonly lineId: string;
  readonly buckets: readonly Bucket[];
  /** What the customer has booked in since the start of his count; empty when not stated. */
  readonly received: string;
}

/** A customer's rolling plan by its number, as last sent, in our items. 需求计划 */
export interface DeliveryPlan {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly customer: string;
  readonly trader: string;
  readonly kind: PlanKind;
  readonly scheduleNumber: string;
  readonly release: string;
  readonly purpose: string;
  /** Empty before the first release. */
  readonly issueDate: IsoDate;
  readonly basis: string;
  readonly horizonStart: IsoDate;
  readonly horizonEnd: IsoDate;
  readonly items: readonly PlannedItem[];
  /** The release as it was understood, to tell a repetition from another one. */
  readonly content: string;
}

export type Release = Omit<DeliveryPlan, 'id' | 'version' | 'parties' | 'content'>;

type Head = Pick<
  Release,
  'scheduleNumber' | 'release' | 'purpose' | 'issueDate' | 'basis' | 'horizonStart' | 'horizonEnd'
>;

/** What a plan says of itself, in the document, here and in what is told of it. */
export const headOf = ({
  scheduleNumber,
  release,
  purpose,
  issueDate,
  basis,
  horizonStart,
  horizonEnd,
}: Head): Head => ({ scheduleNumber, release, purpose, issueDate, basis, horizonStart, horizonEnd });

export const planId = ({ trader, customer, kind, scheduleNumber }: Release): string =>
  [trader, customer, kind, scheduleNumber].map(encodeURIComponent).join('/');

export const blankPlan = (release: Release): DeliveryPlan => ({
  ...release,
  id: planId(release),
  version: 0,
  parties: [release.customer, release.trader],
  issueDate: '',
  release: '',
  items: [],
  content: '',
});

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Buyers number releases upwards: 9 comes before 10. */
const releaseOrder = (a: string, b: string): number =>
  isNumber(a) && isNumber(b) ? Number(BigInt(a) - BigInt(b)) : a.localeCompare(b);

type Turn = Pick<Release, 'issueDate' | 'release'>;

/**
 * Whether the one was issued before the other: by its day, on one day by its release. What was once taken for a day to
 * come is before all.
 */
const isOlder = (one: Turn, other: Turn, today: IsoDate): boolean => {
  if (!hasCome(other.issueDate, today)) return false;
  return one.issueDate === other.issueDate
    ? releaseOrder(one.release, other.release) < 0
    : one.issueDate < other.issueDate;
};

/** A slip of the pen in the year would make every true release an old one. */
export const mustBeIssued = (issueDate: IsoDate, today: IsoDate): void =>
  must(
    hasCome(issueDate, today),
    'orders.plan.future',
    {
      en: `The plan is issued on ${issueDate}, which has not come yet: today is ${today}`,
      zh: `计划的签发日期 ${issueDate} 尚未到来，今天是 ${today}`,
    },
    { value: issueDate, today },
  );

const emptied = (item: PlannedItem): PlannedItem => ({ ...item, buckets: [] });

/**
 * The latest release holds, one that comes late changes nothing. Who takes a plan back and names no item takes back all
 * of it. Production of each factory hears what is planned of its items.
 * @param today the business date
 */
export const takeRelease =
  (release: Release, today: IsoDate): Decision<DeliveryPlan> =>
  (known) => {
    if (isOlder(release, known, today)) return unchanged(known);
    const isTakenBack = release.purpose === 'cancellation';
    const named = isTakenBack ? release.items.map(emptied) : release.items;
    const items = isTakenBack && named.length === 0 ? known.items.map(emptied) : named;
    const content = JSON.stringify(release);
    if (items.length === 0 || content === known.content) return unchanged(known);
    const state = { ...known, ...release, items, content };
    const { customer, trader } = known;
    const factories = [...new Set(items.map(({ factory }) => factory))].sort();
    const events = factories.map((factory) =>
      announce(plannedAt(factory, state), [...new Set([customer, trader, factory])]),
    );
    return { state, events };
  };

const plannedAt = (factory: string, plan: DeliveryPlan): orders.DemandPlanned => {
  const { customer, trader, kind } = plan;
  const items = plan.items
    .filter((each) => each.factory === factory)
    .map(({ factory: _, buckets, ...each }) => ({ ...each, buckets: buckets.map((b) => ({ ...b })) }));
  return create(orders.DemandPlannedSchema, { customer, trader, factory, kind, ...headOf(plan), items });
};
