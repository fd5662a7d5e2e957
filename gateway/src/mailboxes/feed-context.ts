import type { FeedContext } from '@tradeloom/feeds';
import type { Interchange } from './interchange.rules.ts';

/** What the mailbox knows of a sheet that the sheet itself does not say. */
export const feedContextOf = ({ id, receivedAt }: Interchange): FeedContext => ({
  receivedAt: receivedAt.toISOString(),
  reference: id,
});
