import type { CorrectedFile } from '../src/corrected-file.ts';
import type { FeedContext } from '../src/feed-kind.ts';
import type { JudgedRow } from '../src/judged-row.ts';
import type { FeedReading } from '../src/read-feed.ts';
import { drawFrom } from './draw.ts';
import { hurt } from './hurt-feed.ts';
import { validFeeds } from './valid-feeds.ts';

/** What is tried: the sources, or what was built of them. */
export interface FeedLibrary {
  readFeed(bytes: Uint8Array, context: FeedContext): Promise<FeedReading>;
  correctedFile(bytes: Uint8Array, reading: FeedReading, language: 'en' | 'zh'): Promise<CorrectedFile | undefined>;
}

export interface FeedFuzzReport {
  readonly seed: number;
  readonly files: number;
  readonly tried: number;
  /** Files of which something was accepted, and of which nothing was. */
  readonly accepted: number;
  readonly rejected: number;
  readonly longestMs: number;
  /** `case 4711 (progress gb18030): ...`; the same seed and case are the same bytes. */
  readonly failures: readonly string[];
}

const longestMs = 1_000;
const mostFailures = 20;
const context: FeedContext = { receivedAt: '2026-12-07T02:00:00Z', reference: 'f-1' };

/**
 * Hurts valid feeds of every kind and holds the reader to its promises: it neither fails nor hangs, whatever the bytes;
 * nothing is taken by halves; all or nothing is that; and the file that is handed back, sent again as it is, says
 * neither more nor less than the first.
 */
export const fuzzFeeds = async (
  library: FeedLibrary,
  seed: number,
  count: number,
  from = 0,
): Promise<FeedFuzzReport> => {
  const files = await validFeeds();
  const failures: string[] = [];
  const found = { accepted: 0, rejected: 0, longestMs: 0 };
  for (let n = from; n < from + count && failures.length < mostFailures; n++) {
    const { name, bytes } = await hurt(files, drawFrom(seed + n * 2_654_435_761));
    try {
      const { reading, took } = await timed(library, bytes);
      found.longestMs = Math.max(found.longestMs, took);
      if (took > longestMs) throw new Error(`took ${took.toFixed(0)} ms`);
      mustBeWhole(reading);
      mustBeAllOrNothing(reading, await library.readFeed(bytes, { ...context, take: 'all-or-nothing' }));
      await mustComeBackTheSame(library, bytes, reading);
      if (reading.verdict === 'rejected') found.rejected++;
      else found.accepted++;
    } catch (cause) {
      failures.push(`case ${n} (${name}): ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    }
  }
  return { seed, files: files.length, tried: count, ...found, failures };
};

/** A machine that was busy with something else is given a second chance. */
const timed = async (library: FeedLibrary, bytes: Uint8Array): Promise<{ reading: FeedReading; took: number }> => {
  const once = async () => {
    const since = performance.now();
    const reading = await library.readFeed(bytes, context);
    return { reading, took: performance.now() - since };
  };
  const first = await once();
  return first.took > longestMs ? once() : first;
};

const isError = ({ severity }: { severity: string }): boolean => severity === 'error';
const accepted = ({ rows }: FeedReading): JudgedRow[] => rows.filter(({ verdict }) => verdict === 'accepted');
const fingerprints = (reading: FeedReading): string =>
  accepted(reading)
    .map(({ fingerprint }) => fingerprint?.())
    .sort()
    .join();

/** Every accepted row is in one document, no other is in any, and the file's verdict says what its rows say. */
const mustBeWhole = (reading: FeedReading): void => {
  for (const row of reading.rows) {
    if (row.verdict === 'accepted' && (row.errors.some(isError) || !row.document)) {
      throw new Error(`row ${row.row}: half accepted`);
    }
    if (row.verdict === 'rejected' && row.document) throw new Error(`row ${row.row}: rejected with a document`);
  }
  const taken = reading.documents.flatMap(({ rows }) => rows).sort((a, b) => a - b);
  const good = accepted(reading).map(({ row }) => row);
  if (taken.join() !== good.sort((a, b) => a - b).join()) throw new Error(`taken ${taken}, accepted ${good}`);
  if ((reading.verdict === 'rejected') !== (good.length === 0)) throw new Error(`${reading.verdict} with ${good}`);
  if (reading.errors.some(isError) && good.length > 0) throw new Error('rows of a file with an error are accepted');
};

const mustBeAllOrNothing = (partly: FeedReading, whole: FeedReading): void => {
  const all = partly.verdict === 'accepted';
  if (all !== (whole.verdict === 'accepted')) throw new Error(`all or nothing is ${whole.verdict}`);
  if (!all && whole.documents.length > 0) throw new Error('something of all or nothing');
};

const mustComeBackTheSame = async (library: FeedLibrary, bytes: Uint8Array, reading: FeedReading): Promise<void> => {
  const corrected = await library.correctedFile(bytes, reading, 'zh');
  if (!corrected) return;
  const again = await library.readFeed(corrected.bytes, context);
  if (fingerprints(again) === fingerprints(reading)) return;
  const rows = (of: FeedReading) => accepted(of).map(({ row }) => row);
  const errors = again.errors.filter(isError).map(({ code }) => code);
  throw new Error(`handed back, rows ${rows(reading)} are ${rows(again)} ${errors}`);
};
