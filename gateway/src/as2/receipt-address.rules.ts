import type { Message } from '@tradeloom/as2';
import type { StationTerms } from './as2-station.ts';

const hostOf = (address: string | null): string | null =>
  address !== null && URL.canParse(address) ? new URL(address).hostname || null : null;

/**
 * Where the receipt for a message that was read is posted: where the message says, once that is the partner's word. So it is
 * when he signed it. Without a signature it may be anybody's: then it is heard for the host where the partner has his files
 * posted, and for no other.
 * @returns null: the receipt goes with the answer
 */
export const receiptAddressOf = (
  { receipt, signedBy }: Pick<Message, 'receipt' | 'signedBy'>,
  { url }: Pick<StationTerms, 'url'>,
): string | null => {
  const address = receipt?.async ?? null;
  if (signedBy !== null) return address;
  const host = hostOf(address);
  return host !== null && host === hostOf(url) ? address : null;
};
