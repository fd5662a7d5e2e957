import type { FeedError } from './feed-error.ts';
import type { FeedDocument } from './feed-kind.ts';

/** One data row judged on its own: partial acceptance is the rule, one bad row costs only itself. */
export interface JudgedRow {
  readonly row: number;
  readonly verdict: 'accepted' | 'rejected';
  /** Errors and warnings; a row with warnings only is accepted. */
  readonly errors: readonly FeedError[];
  /** The canonical document with this row's one line; null when rejected, or taken before. */
  readonly document: FeedDocument | null;
  /** What the row says, whenever and in whatever file it says so; of a row that is accepted, worked out when asked for. */
  readonly fingerprint?: () => string;
}
