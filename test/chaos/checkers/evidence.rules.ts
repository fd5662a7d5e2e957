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

/** Everything that is looked at after the run. */
export interface Evidence {
  readonly effects: readonly Effect[];
  /** doors whose operations report a rising figure: the highest that took effect */
  readonly highest: Readonly<Record<string, number>>;
  readonly committed: readonly CommittedEvent[];
  readonly published: readonly PublishedEvent[];
  readonly reacted: readonly Reacted[];
  readonly supplies: readonly Supply[];
}
