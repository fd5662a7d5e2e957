import type { Transactions } from '@tradeloom/chassis';
import type { KeepFile } from '../mailboxes/keep-file.ts';
import type { Admitted } from './authorized-keys.ts';
import type { Folder as ShownFolder } from './entry.ts';
import { Fates } from './fates.ts';
import { Inbound, type Upload } from './inbound.ts';
import { Outbound } from './outbound.ts';
import type { Folder } from './place.rules.ts';

/** The four folders of one partner, as one session sees them. */
export interface Mailbox extends Readonly<Record<Folder, ShownFolder>> {
  readonly inbound: Inbound;
  readonly outbound: Outbound;
}

export const mailboxOf = (
  { partner, actor }: Admitted,
  transactions: Transactions,
  files: KeepFile,
  uploads: ReadonlySet<Upload>,
): Mailbox => ({
  inbound: new Inbound(transactions, files, actor, partner, uploads),
  accepted: new Fates(transactions, partner, ['processed', 'processed-with-errors']),
  rejected: new Fates(transactions, partner, ['rejected']),
  outbound: new Outbound(transactions, partner),
});
