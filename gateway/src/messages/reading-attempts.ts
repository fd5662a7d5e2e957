import { isTransient, type Tx } from '@tradeloom/chassis';

/** A kept file whose reading is due. */
export interface DueFile {
  readonly id: string;
  readonly parties: readonly string[];
}

/** A file that is tried by itself no longer, and why. */
export interface ParkedFile {
  readonly id: string;
  readonly failure: string | null;
}

/** Seconds after each attempt; the last one only has to let a reader end that is still at it. */
const pauses = [5, 30, 120, 600, 5];
export const attemptsAtMost = pauses.length;

const windowSize = 100;
/** Nobody's files keep those of others waiting. */
const perPartner = 10;

/** What is due, the longest due first. A file that waits for others is not, nor one that was parked. */
export const dueFiles = (tx: Tx): Promise<DueFile[]> =>
  tx.query<DueFile>(
    `select id, parties from (
       select id, parties, next_read_at, row_number() over (partition by partner order by next_read_at, id) as turn
         from interchanges where status = 'received' and not held and next_read_at <= now()) due
      where turn <= $1 order by next_read_at, id limit $2`,
    [perPartner, windowSize],
  );

/**
 * Counts an attempt, before it begins: a reading that takes the process with it is counted, too.
 * @returns whether it may be read, or has been tried often enough; null where it is not due, or somebody reads it
 */
export const countAttempt = async (tx: Tx, id: string): Promise<'read' | 'park' | null> => {
  const [counted] = await tx.query<{ parked: boolean }>(
    `update interchanges set
            read_attempts = least(read_attempts + 1, $2),
            next_read_at = case when read_attempts < $2 then now() + make_interval(secs => ($3::int[])[read_attempts + 1]) end
      where id = (select id from interchanges
                   where id = $1 and status = 'received' and not held and next_read_at <= now() for update skip locked)
      returning next_read_at is null as parked`,
    [id, attemptsAtMost, pauses],
  );
  if (!counted) return null;
  return counted.parked ? 'park' : 'read';
};

/** A transaction or statement that took too long: its file may be why. */
const tooSlow = ['25P03', '57014'];

/** Whether it was the database or a network, and not the file. */
export const isElsewhere = (error: unknown): boolean =>
  isTransient(error) && !(error instanceof Error && 'code' in error && tooSlow.includes(String(error.code)));

/** The attempt does not count: it is made again soon. What was parked since stays so, for both sides have been told. */
export const giveBack = async (tx: Tx, id: string): Promise<void> => {
  await tx.query(
    `update interchanges set read_attempts = greatest(read_attempts - 1, 0), next_read_at = now() + make_interval(secs => $2)
      where id = $1 and status = 'received' and next_read_at is not null`,
    [id, pauses[0]],
  );
};

export const keepFailure = async (tx: Tx, id: string, reason: string): Promise<void> => {
  await tx.query(`update interchanges set read_failure = $2 where id = $1 and status = 'received'`, [id, reason]);
};

export const parkedFiles = (tx: Tx): Promise<ParkedFile[]> =>
  tx.query<ParkedFile>(
    `select id, read_failure as failure from interchanges
      where status = 'received' and next_read_at is null order by received_at limit ${windowSize}`,
  );

/** Somebody has the file read again: the caller begins. @returns whether it was parked */
export const beginAnew = async (tx: Tx, id: string): Promise<boolean> => {
  const [before] = await tx.query<{ parked: boolean }>(
    `update interchanges now set read_attempts = 1, next_read_at = now() + make_interval(secs => $2)
       from interchanges before
      where now.id = $1 and before.id = now.id and now.status = 'received'
      returning before.next_read_at is null as parked`,
    [id, pauses[0]],
  );
  return before?.parked ?? false;
};

/** What files of the partner failed for may be mended: those that were parked are due. */
export const tryAgain = async (tx: Tx, partner: string): Promise<void> => {
  await tx.query(
    `update interchanges set read_attempts = 0, next_read_at = now()
      where partner = $1 and status = 'received' and next_read_at is null`,
    [partner],
  );
};
