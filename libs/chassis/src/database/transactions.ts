import { Inject, Injectable } from '@nestjs/common';
import { dateAt } from '@tradeloom/kernel';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { RelayBell } from '../events/relay-bell.ts';
import { currentScope, type Scope } from '../scope.ts';
import { inSpan } from '../telemetry/tracing.ts';
import { Tx } from './tx.ts';

interface Opening {
  at: Date;
  business_date: string | null;
}

/**
 * The only way to the database. Every query runs inside a transaction that carries the organisations it
 * runs for; row-level security does the rest, and a transaction without organisations cannot be opened.
 */
@Injectable()
export class Transactions {
  constructor(
    private readonly db: DataSource,
    private readonly bell: RelayBell,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Runs the work in one transaction; inside a reaction, in the reaction's own. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = currentScope();
    if (scope.tx) return work(scope.tx);
    return this.open(scope, work);
  }

  /** Opens a transaction for the scope and wakes the relay after it has committed. */
  async open<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (scope.organisations.length === 0) throw new Error('a transaction needs the organisations it runs for');
    const answer = await inSpan('transaction', {}, () =>
      this.db.transaction(async (manager) => work(await this.begin(manager, scope))),
    );
    this.bell.ring();
    return answer;
  }

  private async begin(manager: EntityManager, { by, organisations, envelope }: Scope): Promise<Tx> {
    const [opening] = await manager.query<Opening[]>(
      `select now() as at, set_config('app.organisations', $1, true),
              (select business_date from platform.business_clock) as business_date`,
      [organisations.join(',')],
    );
    if (!opening) throw new Error('the transaction did not open');
    const today = opening.business_date ?? dateAt(opening.at, this.configuration.timeZone);
    return new Tx(manager, by, opening.at, today, envelope?.id);
  }
}
