import { Inject, Injectable } from '@nestjs/common';
import { DomainError, dateAt } from '@tradeloom/kernel';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { RelayBell } from '../events/relay-bell.ts';
import { currentScope, type Scope } from '../scope.ts';
import { inSpan } from '../telemetry/tracing.ts';
import { Additions } from './additions.ts';
import { type Gathered, Gathering } from './gathering.ts';
import { Session } from './session.ts';
import { prepared } from './statements.ts';
import { type AddingTx, Tx } from './tx.ts';

interface Opening {
  at: Date;
  business_date: string | null;
}

/** `transaction_read_only`: the database itself refuses to write for a door that only shows. */
const opening = `select now() as at, set_config('app.organisations', $1, true),
  set_config('transaction_read_only', $2, true),
  (select business_date from platform.business_clock) as business_date`;

/** unique_violation, serialization_failure, deadlock_detected: somebody else was there at the same moment. */
const collisions = new Set(['23505', '40001', '40P01']);

const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && collisions.has(String(error.code));

/**
 * The only way to the database. Every query runs inside a transaction that carries the organisations it
 * runs for; row-level security does the rest, and a transaction without organisations cannot be opened.
 */
@Injectable()
export class Transactions {
  private readonly gathering = new Gathering<AddingTx>((group) => this.settle(group));

  constructor(
    private readonly db: DataSource,
    private readonly bell: RelayBell,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Runs the work in one transaction; inside a reaction, in the reaction's own. When two collide, the loser's work
   * runs once more and sees what the winner has kept.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = currentScope();
    return scope.tx ? work(scope.tx) : this.alone(scope, work);
  }

  /**
   * For doors with many callers at once, whose work only asks and adds: what comes at the same time for the same
   * organisations shares a transaction. Each caller gets the answer, or the refusal, of its own work alone.
   */
  async together<T>(work: (tx: AddingTx) => Promise<T>): Promise<T> {
    const scope = currentScope();
    return scope.tx ? work(scope.tx) : inSpan('transaction', {}, () => this.gathering.run(scope, work));
  }

  open<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return inSpan('transaction', {}, () => this.transaction(scope, (txFor) => work(txFor(scope))));
  }

  private async alone<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.open(scope, work);
    } catch (error) {
      if (!isCollision(error)) throw error;
      return this.open(scope, work);
    }
  }

  /** A group that cannot be kept as a whole is taken apart: each work runs once more, alone. */
  private async settle(group: readonly Gathered<AddingTx>[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    try {
      const settlements = await this.transaction(first.scope, (txFor) =>
        allOrNone(group.map((member) => settlementOf(member, txFor(member.scope)))),
      );
      for (const settled of settlements) settled();
    } catch {
      await Promise.all(group.map(({ scope, work, resolve, reject }) => this.alone(scope, work).then(resolve, reject)));
    }
  }

  /** Commits, and wakes the relay when there is something to carry. */
  private async transaction<T>(scope: Scope, work: (txFor: (scope: Scope) => Tx) => Promise<T>): Promise<T> {
    if (scope.organisations.length === 0) throw new Error('a transaction needs the organisations it runs for');
    const runner = this.db.createQueryRunner();
    try {
      const session = new Session((await runner.connect()) as PoolClient);
      return await this.within(session, scope, work);
    } finally {
      await runner.release();
    }
  }

  private async within<T>(
    session: Session,
    scope: Scope,
    work: (txFor: (scope: Scope) => Tx) => Promise<T>,
  ): Promise<T> {
    try {
      const additions = new Additions(session);
      const { at, today } = await this.begin(session, scope);
      const answer = await work(({ by, envelope }) => new Tx(session, additions, by, at, today, envelope?.id));
      additions.flush();
      await session.commit();
      if (session.hasEvents) this.bell.ring();
      return answer;
    } catch (error) {
      throw await session.rollback(error);
    }
  }

  private async begin(session: Session, { organisations, shows }: Scope): Promise<{ at: Date; today: string }> {
    session.begin();
    const [opened] = await session.read<Opening>(prepared(opening, [organisations.join(','), shows ? 'on' : 'off']));
    if (!opened) throw new Error('the transaction did not open');
    const { at, business_date } = opened;
    return { at, today: business_date ?? dateAt(at, this.configuration.timeZone) };
  }
}

/** Like `Promise.all`, but not before the last one has ended: a transaction is not rolled back under somebody's hands. */
const allOrNone = async <T>(works: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};

/**
 * What to tell a member once the group's transaction has committed. A refusal by the rules is the member's own as long
 * as it has added nothing; anything else that goes wrong concerns the group.
 */
const settlementOf = async ({ work, resolve, reject }: Gathered<AddingTx>, tx: Tx): Promise<() => void> => {
  try {
    const answer = await work(tx);
    return () => resolve(answer);
  } catch (error) {
    if (tx.hasAdded || !(error instanceof DomainError)) throw error;
    return () => reject(error);
  }
};
