/**
 * - `now`: the next version of its aggregate
 * - `seen`: applied before; it came again
 * - `early`: a version before it has not arrived yet
 */
export type Turn = 'now' | 'seen' | 'early';

/** @param last the version of the aggregate that was applied last, 0 when none was */
export const turnOf = (version: number, last: number): Turn => {
  if (version <= last) return 'seen';
  return version === last + 1 ? 'now' : 'early';
};

/**
 * - `parked`: not tried yet: early, or behind another event of its lane
 * - `waiting`: what it speaks of is not known here yet; tried again by the clock
 * - `failed`: tried in vain as often as is allowed; a person has to look
 */
export type LaneState = 'parked' | 'waiting' | 'failed';

export interface InLane {
  readonly state: LaneState;
  readonly version: number;
  /** The version of its aggregate that was applied last. */
  readonly last: number;
  /** Whether a waiting event's pause is over. */
  readonly due: boolean;
}

/**
 * Which event of a lane to try now. A lane is the events of one topic and key in the order of their arrival: what was
 * tried and did not get through holds back what came after it. An early event holds back nothing, for what it waits for
 * may be behind it.
 */
export const nextInLane = <Event extends InLane>(lane: readonly Event[]): Event | undefined => {
  for (const event of lane) {
    const turn = turnOf(event.version, event.last);
    if (turn === 'seen') return event;
    if (event.state === 'failed') return undefined;
    if (event.state === 'waiting') return event.due ? event : undefined;
    if (turn === 'now') return event;
  }
  return undefined;
};
