/** So many effects in the database bear this number. */
export interface Effect {
  readonly door: string;
  readonly key: string;
  readonly count: number;
}

/** A row of a service's `events` table: committed, to be published. */
export interface CommittedEvent {
  readonly service: string;
  readonly id: string;
  readonly type: string;
  /** `order/<id>` */
  readonly subject: string;
  readonly version: number;
  readonly causedBy: string | null;
}

/** A message of a topic, with its place in the partition. */
export interface PublishedEvent {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  readonly key: string;
  readonly subject: string;
  readonly version: number;
}

/** A row of a service's `inbox`: the reaction's effect was committed with it. */
export interface Reacted {
  readonly service: string;
  readonly eventId: string;
  readonly reaction: string;
}

/** What can be made or taken, and what is promised of it: a resource on one day, or a stock as a whole. */
export interface Supply {
  readonly supply: string;
  readonly can: string;
  /** held in the books of the supply */
  readonly booked: string;
  /** the sum of what the orders were promised */
  readonly promised: string;
}

/** A file that came in and was kept. */
export interface KeptFile {
  readonly partner: string;
  readonly channel: string;
  readonly name: string;
  /** SHA-256, hex */
  readonly hash: string;
}

/** An AS2 message that was taken, with the digests of what arrived. */
export interface Arrival {
  readonly messageId: string;
  readonly digests: readonly string[];
}

/** A receipt as the sender of a message reads it. */
export interface Receipt {
  readonly door: string;
  readonly key: string;
  readonly messageId: string;
  /** `processed`, `failed`, `mic-mismatch`, `unproven` */
  readonly outcome: string;
  /** the digests by which it may name what was sent */
  readonly sent: readonly string[];
}

/** A message that an endpoint has taken, its signature being good. */
export interface Told {
  /** `webhook-id` */
  readonly messageId: string;
  /** the event's id */
  readonly event: string;
}

/** Who is told of events, and what was told. */
export interface Listener {
  readonly organisation: string;
  /** none: of all */
  readonly types: readonly string[];
  /** place on the timeline from which on it is told */
  readonly since: number;
  readonly told: readonly Told[];
}

/** What partners' systems have heard of us. */
export interface Heard {
  readonly receipts: readonly Receipt[];
  readonly endpoints: readonly Listener[];
  /** by asking again and again: the ids of the events in the order in which they were given */
  readonly asked: { readonly organisation: string; readonly events: readonly string[] };
}

/** An entry of the timeline. */
export interface TimelineEntry {
  readonly id: string;
  /** `orders.OrderReceived` */
  readonly type: string;
  readonly parties: readonly string[];
  readonly position: number;
}

/** Everything that is looked at after the run. */
export interface Evidence {
  readonly effects: readonly Effect[];
  /** doors whose operations report a rising figure: the highest that took effect */
  readonly highest: Readonly<Record<string, number>>;
  readonly committed: readonly CommittedEvent[];
  readonly published: readonly PublishedEvent[];
  readonly reacted: readonly Reacted[];
  readonly supplies: readonly Supply[];
  readonly files: readonly KeptFile[];
  readonly arrivals: readonly Arrival[];
  readonly timeline: readonly TimelineEntry[];
  readonly heard: Heard;
}
