import type { Text } from '@tradeloom/kernel';

export type Timing = 'actual' | 'estimated';

/** A date as somebody reported it. The place's own day is that of the instant's offset. */
export interface ReportedTime {
  /** RFC 3339 with offset */
  readonly at: string;
  /** RFC 3339: how fresh it is */
  readonly reportedAt: string;
  readonly statusNumber: string;
}

/** One thing that happens to a shipment, or to one of its containers, at one place. 运输节点 */
export interface Milestone {
  readonly milestone: string;
  /** UN/LOCODE, else the place's name; empty where nobody says it */
  readonly place: string;
  /** null: the whole shipment */
  readonly container: string | null;
  readonly estimated: ReportedTime | null;
  readonly actual: ReportedTime | null;
  readonly vessel: string;
  readonly voyage: string;
  readonly remark: string;
}

/** What a forwarder says of a consignment: one event, of all its containers together. */
export interface StatusEvent extends ReportedTime {
  readonly milestone: string;
  readonly timing: Timing;
  readonly place: string;
  readonly containers: readonly string[];
  readonly vessel: string;
  readonly voyage: string;
  readonly remark: string;
}

const isOf =
  ({ milestone, place }: StatusEvent, container: string | null) =>
  (other: Milestone): boolean =>
    other.milestone === milestone && other.place === place && other.container === container;

/** Whether what is said is fresher: reports may come in any order, and an older one never overwrites a newer one. */
const isFresher = (said: ReportedTime, known: ReportedTime | null): boolean =>
  known === null || Date.parse(said.reportedAt) >= Date.parse(known.reportedAt);

const keep = (milestones: readonly Milestone[], event: StatusEvent, container: string | null) => {
  const { milestone, place, timing, at, reportedAt, statusNumber, vessel, voyage, remark } = event;
  const known = milestones.find(isOf(event, container));
  const before = known ?? { milestone, place, container, estimated: null, actual: null, vessel, voyage, remark };
  const said = before[timing];
  if (!isFresher(event, said)) return { milestones, isNews: false };
  const details = { vessel: vessel || before.vessel, voyage: voyage || before.voyage, remark };
  const after: Milestone = { ...before, ...details, [timing]: { at, reportedAt, statusNumber } };
  const kept = known ? milestones.map((one) => (one === known ? after : one)) : [...milestones, after];
  return { milestones: kept, isNews: said === null || Date.parse(said.at) !== Date.parse(at) };
};

/** The milestones after an event, and whether it says another date than before. A date said again is as fresh as that. */
export const withEvent = (
  milestones: readonly Milestone[],
  event: StatusEvent,
): { milestones: readonly Milestone[]; isNews: boolean } => {
  const containers = event.containers.length > 0 ? event.containers : [null];
  let result = { milestones, isNews: false };
  for (const container of containers) {
    const next = keep(result.milestones, event, container);
    result = { milestones: next.milestones, isNews: result.isNews || next.isNews };
  }
  return result;
};

const names: Readonly<Record<string, readonly [done: Text, expected: Text]>> = {
  booked: [
    { en: 'booked', zh: '已订舱' },
    { en: 'booking expected', zh: '预计订舱' },
  ],
  collected: [
    { en: 'collected', zh: '已提货' },
    { en: 'collection expected', zh: '预计提货' },
  ],
  'gate-in': [
    { en: 'gated in', zh: '已进港' },
    { en: 'gate-in expected', zh: '预计进港' },
  ],
  'customs-cleared': [
    { en: 'cleared by customs', zh: '海关已放行' },
    { en: 'customs clearance expected', zh: '预计海关放行' },
  ],
  loaded: [
    { en: 'loaded on board', zh: '已装船' },
    { en: 'loading expected', zh: '预计装船' },
  ],
  departed: [
    { en: 'departed', zh: '已开航' },
    { en: 'departure expected', zh: '预计开航' },
  ],
  'en-route': [
    { en: 'under way', zh: '运输途中' },
    { en: 'expected to be under way', zh: '预计在途' },
  ],
  arrived: [
    { en: 'arrived', zh: '已到港' },
    { en: 'arrival expected', zh: '预计到港' },
  ],
  unloaded: [
    { en: 'discharged', zh: '已卸船' },
    { en: 'discharge expected', zh: '预计卸船' },
  ],
  'gate-out': [
    { en: 'gated out', zh: '已出港' },
    { en: 'gate-out expected', zh: '预计出港' },
  ],
  delivered: [
    { en: 'delivered', zh: '已交付' },
    { en: 'delivery expected', zh: '预计交付' },
  ],
  delayed: [
    { en: 'delayed', zh: '延误' },
    { en: 'delay expected', zh: '预计延误' },
  ],
  'not-delivered': [
    { en: 'not delivered', zh: '未能交付' },
    { en: 'delivery not expected', zh: '预计无法交付' },
  ],
};

/** "arrival expected 2027-02-25 USLGB": of the place's own day. A milestone that only the partner names is his word. */
export const inWords = ({ milestone, timing, at, place, containers, remark }: StatusEvent): Text => {
  const [done, expected] = names[milestone] ?? [];
  const named = (timing === 'actual' ? done : expected) ?? { en: milestone, zh: milestone };
  const where = [at.slice(0, 10), place, ...containers].filter(Boolean).join(' ');
  const why = remark && ` (${remark})`;
  return { en: `${named.en} ${where}${why}`, zh: `${named.zh} ${where}${why}` };
};
