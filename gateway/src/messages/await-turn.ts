import type { Tx } from '@tradeloom/chassis';
import { blankSeries, giveUp, missingBefore, noteControl } from '../mailboxes/control-series.rules.ts';
import { AllControlSeries } from '../mailboxes/control-series.table.ts';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import { inForce, type ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import { isForeign } from './take-documents.ts';
import { oneAtATime } from './taken-before.ts';

const heldBack = (missing: number): FileError => ({
  code: 'gateway.interchange.held',
  message: {
    en: `Control number ${missing} has not come yet: this file waits for it, as agreed`,
    zh: `控制号 ${missing} 尚未收到，按约定本文件等待其到达后再处理`,
  },
  missing: String(missing),
});

/** A file that waits for those before it. */
export interface Waiting {
  readonly control: string;
  readonly error: FileError;
}

export const holdsBack = ({ profile }: ProfiledPartner): boolean => profile.sequence.outOfOrder === 'hold';

/**
 * Whether a file has to wait, where the partner's files are read in the order of their numbers; of several interchanges
 * in it the first one counts. That it has come is noted, so that both sides hear of what is missing.
 */
export const awaitTurn = async (
  syntax: EdiSyntax,
  tx: Tx,
  partner: ProfiledPartner,
  { id }: Interchange,
  content: Buffer,
): Promise<Waiting | null> => {
  if (!holdsBack(partner) || !syntax.isCounted) return null;
  const [first] = syntax.readFile(content, partner).interchanges;
  if (!first || isForeign(partner, first)) return null;
  const { control } = first;
  await oneAtATime(tx, partner.id);
  // What is agreed may have changed while this waited for others of the partner's.
  const present = await inForce(tx, partner);
  if (!holdsBack(present)) return null;
  const [series] = await tx.find(AllControlSeries, { id: partner.id });
  const missing = series ? missingBefore(control, tx.at)(series) : null;
  const unread = missing ?? (await unreadBefore(tx, partner.id, id, control));
  if (unread === null) return null;
  const note = noteControl(control, tx.at, present.profile.sequence.missingAfterHours);
  await tx.changeOrAdd(AllControlSeries, partner.id, () => blankSeries(partner.id, partner.parties), note);
  return { control, error: heldBack(unread) };
};

/** One that waited itself, and whose turn has come but which is not read yet. */
const unreadBefore = async (tx: Tx, partner: string, id: string, control: string): Promise<number | null> => {
  if (!/^\d{1,14}$/.test(control)) return null;
  const [row] = await tx.query<{ number: string | null }>(
    `select min(control::bigint) as number from interchanges
      where partner = $1 and direction = 'in' and status = 'received' and id <> $2
        and case when control ~ '^\\d{1,14}$' then control::bigint < $3 else false end`,
    [partner, id, control],
  );
  return row?.number ? Number(row.number) : null;
};

/** Files that waited are looked at again. @returns whether there were any */
export const lookAgain = async (tx: Tx, partner: string): Promise<boolean> => {
  await oneAtATime(tx, partner);
  const waited = await tx.query(
    `update interchanges set held = false, read_attempts = 0, next_read_at = now()
      where partner = $1 and held and status = 'received' returning id`,
    [partner],
  );
  return waited.length > 0;
};

/** What is missing before a number is waited for no longer. */
export const stopWaiting = async (tx: Tx, partner: string, before: number): Promise<void> => {
  await oneAtATime(tx, partner);
  const [series] = await tx.find(AllControlSeries, { id: partner });
  if (series) await tx.change(AllControlSeries, partner, giveUp(before));
  await lookAgain(tx, partner);
};
