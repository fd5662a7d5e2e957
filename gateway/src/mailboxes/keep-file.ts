import { Injectable } from '@nestjs/common';
import { type Actor, activeTraceId, activeTraceparent, newId, Transactions, type Tx } from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { InboundWork } from '../messages/inbound-work.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { hashOf, keepContent } from './contents.ts';
import { receive } from './inbound-file.rules.ts';
import type { Channel, FeedFacts } from './interchange.rules.ts';
import { Interchanges } from './interchange.table.ts';

/** A partner's file as it came to one of the doors. */
export interface BroughtFile {
  readonly partner: string;
  readonly channel: Channel;
  readonly content: Buffer;
  readonly contentType: string;
  readonly fileName: string | null;
  /** What its sender asks for, where it is a feed. */
  readonly feed?: FeedFacts | undefined;
  /** Its id, where it had one before it came. */
  readonly id?: string;
}

/** @throws DomainError not-found for a file that did not come from this partner */
const mustBeOf = async (tx: Tx, partner: string, id: string): Promise<void> => {
  const corrected = await tx.one(Interchanges, id);
  if (corrected.partner !== partner || corrected.direction !== 'in') throw notFound('interchange', id);
};

/** The one way of a partner's file, by whichever door it comes: it is kept durably, then read. */
@Injectable()
export class KeepFile {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbound: InboundWork,
  ) {}

  /**
   * Resolves once the file is committed, with its id; it is read afterwards.
   * @param also what belongs to the same transaction
   * @throws DomainError when it is empty, or the mailbox is none of the caller's
   */
  async keep(by: Actor, file: BroughtFile, also?: (tx: Tx, id: string) => Promise<void>): Promise<string> {
    const { partner, channel, content, contentType, fileName, feed, id = newId() } = file;
    must(content.length > 0, 'gateway.file.empty', { en: 'The file is empty', zh: '文件为空' });
    const parties = await this.transactions.run(async (tx) => {
      const profile = await ownMailbox(tx, partner, by);
      if (feed?.corrects) await mustBeOf(tx, partner, feed.corrects);
      const arrived = {
        id,
        channel,
        contentType,
        fileName,
        feed,
        contentHash: hashOf(content),
        partner,
        parties: profile.parties,
        by,
        at: tx.at,
        traceId: activeTraceId() ?? null,
        traceparent: activeTraceparent() ?? null,
      };
      await tx.add(Interchanges, receive(arrived));
      await keepContent(tx, id, profile.parties, content);
      await also?.(tx, id);
      return profile.parties;
    });
    this.inbound.begin(id, parties);
    return id;
  }
}
