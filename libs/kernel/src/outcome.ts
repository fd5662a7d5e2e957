/** A domain event: a message declared in proto/. The kernel knows only that it bears its name. */
export interface DomainEvent {
  readonly $typeName: string;
}

/** An event, told to everybody who is party to the aggregate, or to fewer. */
export type Announcement = DomainEvent | { readonly event: DomainEvent; readonly parties: readonly string[] };

/** What a decision leads to: the next state, and the events that others will hear of. */
export interface Outcome<State> {
  readonly state: State;
  readonly events: readonly Announcement[];
}

/** A decision looks at the present state and answers what becomes of it. Pure. */
export type Decision<State> = (state: State) => Outcome<State>;

/** Tells an event to these organisations only. */
export const announce = (event: DomainEvent, parties: readonly string[]): Announcement => ({ event, parties });

/** Nothing happens: said twice, true once. */
export const unchanged = <State>(state: State): Outcome<State> => ({ state, events: [] });
