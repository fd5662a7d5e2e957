/** What a message says of its sender and of the receipt that he wishes for. */
interface Sent {
  /** `async`: an address to post it to; null when it is to come with the answer. */
  readonly receipt: { readonly async: string | null } | null;
  /** The certificate by which the signature held; null when there is none. */
  readonly signedBy: object | null;
}

const hostOf = (address: string | null): string | null =>
  address !== null && URL.canParse(address) ? new URL(address).hostname || null : null;

/**
 * Where the receipt for a message that was read is posted: where the message says, once that is the partner's word. So it is
 * when he signed it. Without a signature it may be anybody's: then it is heard for the host where the partner has his files
 * posted, and for no other.
 * @returns null: the receipt goes with the answer
 */
export const receiptAddressOf = (
  { receipt, signedBy }: Sent,
  /** Where his files are posted, as agreed. */
  { url }: { readonly url: string | null },
): string | null => {
  const address = receipt?.async ?? null;
  if (signedBy !== null) return address;
  const host = hostOf(address);
  return host !== null && host === hostOf(url) ? address : null;
};
