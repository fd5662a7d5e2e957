import type { Actor, Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { FeedMappings } from './feed-mapping.table.ts';
import { withdraw } from './feed-mapping.ts';

/** @throws DomainError not-found when there is none in force under this id for the caller */
export const withdrawMapping = async (tx: Tx, partner: string, by: Actor, id: string): Promise<void> => {
  await ownMailbox(tx, partner, by);
  const mapping = await tx.one(FeedMappings, id);
  if (mapping.partner !== partner || mapping.withdrawnAt) throw notFound('feed mapping', id);
  await tx.change(FeedMappings, id, withdraw(by.login, tx.at));
};
