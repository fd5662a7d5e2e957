import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { currentScope } from '../scope.ts';
import { Follower } from './follower.ts';
import { HeldEvents, release } from './held-events.ts';
import { HeldReport } from './held-report.ts';
import { mustComeFirst } from './must-come-first.ts';
import { record, type Settled, settled } from './settlement.ts';

/** A person decides that a held event is never applied here: it was settled elsewhere, or is none of ours. */
@Injectable()
export class DiscardEvent {
  constructor(
    private readonly held: HeldEvents,
    private readonly report: HeldReport,
    private readonly follower: Follower,
    private readonly transactions: Transactions,
  ) {}

  /** @throws DomainError when another one comes first */
  async discard(id: string, reason: string): Promise<Settled> {
    const { by } = currentScope();
    const event = await this.report.one(id);
    if (!event) return settled(this.transactions, id);
    await mustComeFirst(this.held.ask, event.envelope);
    await this.held.inTransaction(async (query) => {
      const moved = await release(query, event, { overGap: true });
      if (moved) await record(query, event, { by, reason, outcome: 'discarded' });
    });
    this.follower.ring();
    return settled(this.transactions, id);
  }
}
