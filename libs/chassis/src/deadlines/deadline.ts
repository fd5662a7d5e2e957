import type { IsoDate } from '@tradeloom/kernel';

/**
 * When something is due: on a business date (from its first moment on, by the business clock), or at an instant
 * (RFC 3339, by the database's clock). `part` tells several of one name apart, e.g. the stages of a payment plan.
 */
export type DueMoment = { readonly part?: string } & (
  | { readonly on: IsoDate; readonly at?: never }
  | { readonly at: string; readonly on?: never }
);

/**
 * The deadlines of a noun: what each state waits for, and until when; none for a state that waits for nothing.
 * Pure, so that the row in the database always follows from the state that is kept with it.
 */
export type Deadlines<State> = Readonly<Record<string, (state: State) => readonly DueMoment[]>>;

/** One deadline that has come. The decision it leads to looks at the state as it is by now. */
export interface FallenDue {
  /** Of the aggregate. */
  readonly id: string;
  readonly part: string;
  /** The business date or the instant that was waited for. */
  readonly moment: string;
}
