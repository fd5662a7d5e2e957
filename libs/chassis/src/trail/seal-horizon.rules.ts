/** What one look at the database shows. */
export interface Look {
  /** highest position that is committed */
  readonly highest: bigint;
  /** transactions below this number have ended */
  readonly ended: bigint;
  /** transactions from this number on have not begun */
  readonly begun: bigint;
}

/**
 * Up to where every event is sealed, so that the search for unsealed ones need not begin at the first. A position is
 * drawn before its transaction commits, so a lower one may yet appear: the horizon moves to a position only when all
 * transactions that were under way at a later look than the one that saw it have ended.
 */
export interface Horizon {
  readonly sealedThrough: bigint;
  readonly next: { readonly position: bigint; readonly whenEnded: bigint | null };
}

export const noHorizon: Horizon = { sealedThrough: 0n, next: { position: 0n, whenEnded: null } };

/** @param look taken before a search that found all there was to seal */
export const advance = ({ sealedThrough, next }: Horizon, look: Look): Horizon => {
  if (next.whenEnded === null) return { sealedThrough, next: { ...next, whenEnded: look.begun } };
  if (look.ended < next.whenEnded) return { sealedThrough, next };
  return { sealedThrough: next.position, next: { position: look.highest, whenEnded: null } };
};
