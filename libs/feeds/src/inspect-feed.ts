import type { Charset } from './charset.ts';
import type { FeedError } from './feed-error.ts';
import type { FeedContext } from './feed-kind.ts';
import type { FeedKindName } from './feed-kind-name.ts';
import type { JudgedRow } from './judged-row.ts';
import { type FeedReading, readFeed } from './read-feed.ts';

/** What the gateway would do with a feed, in the shape that `tradeloom edi inspect --json` prints. */
export interface FeedInspection {
  readonly file: string;
  readonly format: 'csv' | 'xlsx' | 'unknown';
  readonly charset: Charset | null;
  readonly kind: FeedKindName | null;
  readonly verdict: FeedReading['verdict'];
  readonly errors: readonly FeedError[];
  readonly rows: readonly JudgedRow[];
  /** A feed is answered with a corrected file, not with a message. */
  readonly acknowledgements: readonly string[];
}

/** @param context default: received at this moment on a Chinese clock */
export const inspectFeed = async (
  bytes: Uint8Array,
  fileName = 'feed',
  context: FeedContext = { receivedAt: new Date().toISOString(), reference: fileName },
): Promise<FeedInspection> => {
  const { sheet, kind, verdict, errors, rows } = await readFeed(bytes, context);
  return {
    file: fileName,
    format: sheet?.source.format ?? 'unknown',
    charset: sheet?.source.charset ?? null,
    kind: kind ?? null,
    verdict,
    errors,
    rows,
    acknowledgements: [],
  };
};
