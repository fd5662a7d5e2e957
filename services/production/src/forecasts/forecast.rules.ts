import { create, type orders, production } from '@tradeloom/contracts';
import { addDays, type Decision, hasCome, type IsoDate, latest, total, unchanged } from '@tradeloom/kernel';

/** A quantity that a customer plans for a span of days, in the forecast's unit. */
export interface Bucket {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly quantity: string;
  /** immediate, firm: to be delivered; production, material: may be made, may be bought for; planned: to plan by. */
  readonly certainty: string;
  readonly time: string;
  readonly callOff: string;
}

interface Span {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** What was last said, and for which days. */
export interface Release {
  readonly scheduleNumber: string;
  readonly release: string;
  readonly issueDate: IsoDate;
  /** Whether days are of arrival at the customer's or of leaving us: delivery, shipment. */
  readonly basis: string;
  readonly horizonStart: IsoDate;
  readonly horizonEnd: IsoDate;
  /** All that the customer has booked in since the start of his count; empty when not stated. */
  readonly received: string;
  readonly buckets: readonly Bucket[];
  /** The days of which this and earlier ones speak. */
  readonly spans: readonly Span[];
}

/** What a customer plans of an item for one place: his forecast, and the calls that fix its next days. 滚动预测 */
export interface Forecast {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly item: string;
  readonly unit: string;
  readonly shipTo: string;
  readonly dock: string;
  readonly forecast: Release | null;
  readonly call: Release | null;
}

type About = Pick<Forecast, 'customer' | 'trader' | 'factory' | 'item' | 'unit' | 'shipTo'>;

export const forecastId = ({ factory, trader, customer, item, shipTo }: About): string =>
  [factory, trader, customer, item, shipTo].map(encodeURIComponent).join('/');

export const blankForecast = (about: About): Forecast => ({
  ...about,
  id: forecastId(about),
  version: 0,
  parties: [...new Set([about.customer, about.trader, about.factory])],
  dock: '',
  forecast: null,
  call: null,
});

/** Days for which buckets that are over stay, so that what became of them can be seen. */
const keptDays = 92;

const lastOf = (buckets: readonly Bucket[], otherwise: IsoDate): IsoDate =>
  buckets.reduce((last, b) => latest(last, b.until), otherwise);

/** A bucket belongs where it begins. */
const beginsIn = ({ from: day }: Bucket, { from, until }: Span): boolean => day >= from && day <= until;

/** Buckets in force: a call stands instead of the forecast of its days. */
export const inForce = ({ forecast, call }: Pick<Forecast, 'forecast' | 'call'>): Bucket[] => {
  const planned = forecast?.buckets ?? [];
  if (!call) return [...planned];
  const open = planned.filter((b) => !call.spans.some((span) => beginsIn(b, span)));
  return [...open, ...call.buckets].sort((a, b) => `${a.from}${a.time}`.localeCompare(`${b.from}${b.time}`));
};

const asText = (buckets: readonly Bucket[]): string =>
  JSON.stringify(buckets.map((b) => [b.from, b.until, b.quantity, b.certainty, b.time, b.callOff]));

const sameBuckets = (a: readonly Bucket[], b: readonly Bucket[]): boolean => asText(a) === asText(b);

type Planned = Omit<orders.DemandPlanned, '$typeName' | '$unknown' | 'items'>;
type PlannedItem = Pick<orders.PlannedItem, 'dock' | 'received' | 'buckets'>;

/**
 * A forecast replaces the one before it from its first day on; a change or a withdrawal, and a call, only between its
 * first and its last day. What lies before is over and stays for a while.
 */
const after = (known: Release | null, plan: Planned, item: PlannedItem, today: IsoDate): Release => {
  const { scheduleNumber, release, issueDate, basis, horizonStart, horizonEnd } = plan;
  const buckets = item.buckets.map(({ from, until, quantity, certainty, time, callOff }) => ({
    from,
    until,
    quantity,
    certainty,
    time,
    callOff,
  }));
  const end = horizonEnd || lastOf(buckets, horizonStart);
  const isWhole = plan.kind === 'forecast' && (plan.purpose === 'original' || plan.purpose === 'replacement');
  const isKept = ({ until }: Span): boolean => until >= addDays(today, -keptDays);
  const before = (known?.buckets ?? []).filter((b) => b.from < horizonStart && isKept(b));
  const beyond = isWhole ? [] : (known?.buckets ?? []).filter((b) => b.from > end);
  return {
    scheduleNumber,
    release,
    issueDate,
    basis,
    horizonStart,
    horizonEnd: end,
    received: item.received,
    buckets: [...before, ...buckets, ...beyond],
    spans: [...(known?.spans ?? []).filter(isKept), { from: horizonStart, until: end }],
  };
};

/** What was once taken for a day to come is not known of any. */
const issuedOn = (known: Release | null, today: IsoDate): IsoDate =>
  known && hasCome(known.issueDate, today) ? known.issueDate : '';

/** What was issued on an earlier day changes nothing; of one plan orders tells the releases in their turn. */
export const takePlan =
  (plan: Planned, item: PlannedItem, today: IsoDate): Decision<Forecast> =>
  (known) => {
    const part = plan.kind === 'call' ? 'call' : 'forecast';
    if (plan.issueDate < issuedOn(known[part], today)) return unchanged(known);
    const state = { ...known, dock: item.dock || known.dock, [part]: after(known[part], plan, item, today) };
    const [now, before] = [inForce(state), inForce(known)];
    if (sameBuckets(now, before)) return { state, events: [] };
    const { customer, trader, factory, item: code, shipTo, unit } = known;
    const event = create(production.ForecastTakenSchema, {
      customer,
      trader,
      factory,
      item: code,
      shipTo,
      unit,
      kind: plan.kind,
      scheduleNumber: plan.scheduleNumber,
      release: plan.release,
      quantity: total(now.map((b) => b.quantity)),
      quantityBefore: total(before.map((b) => b.quantity)),
    });
    return { state, events: [event] };
  };
