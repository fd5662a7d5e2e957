import type { Evidence } from './evidence.rules.ts';

/** Receipts that vouch for something that is not there, for other bytes than were sent, or for nothing that can be proven. */
export const idleReceipts = ({ heard, arrivals }: Pick<Evidence, 'heard' | 'arrivals'>): string[] => {
  const taken = new Map(arrivals.map(({ messageId, digests }) => [messageId, digests]));
  return heard.receipts.flatMap(({ messageId, outcome, sent }) => {
    if (outcome === 'failed') return [];
    if (outcome !== 'processed') return [`the receipt for ${messageId} is ${outcome}`];
    const digests = taken.get(messageId);
    if (!digests) return [`a receipt was given for ${messageId}, which was not taken`];
    return digests.some((digest) => sent.includes(digest)) ? [] : [`other bytes were taken than sent: ${messageId}`];
  });
};

/** A message is taken once, however often it comes. */
export const takenTwice = ({ arrivals }: Pick<Evidence, 'arrivals'>): string[] =>
  [...Map.groupBy(arrivals, ({ messageId }) => messageId)].flatMap(([messageId, same]) =>
    same.length > 1 ? [`taken ${same.length} times: ${messageId}`] : [],
  );
