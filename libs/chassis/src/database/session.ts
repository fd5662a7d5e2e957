import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Statement } from './statements.ts';

/**
 * A connection inside one transaction. Statements go out as they are given, one behind the other, without waiting for
 * the answers in between: a transaction costs as many round trips as the work needs answers.
 */
export class Session {
  /** Whether the transaction leaves events for the relay to carry. */
  hasEvents = false;
  private gathering = false;
  private ended = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly connection: PoolClient) {}

  async read<Row>(statement: Statement): Promise<Row[]> {
    const { rows } = await this.send<Row & QueryResultRow>(statement);
    return rows;
  }

  /** For statements whose answer nobody needs: if one fails, the transaction fails with it. */
  write(statement: Statement): void {
    this.read(statement).catch((error: unknown) => {
      this.failure ??= { error };
    });
  }

  begin(): void {
    this.write({ text: 'begin' });
  }

  /** @throws what made a write fail, after everything was rolled back */
  async commit(): Promise<void> {
    const { command } = await this.end('commit');
    if (this.failure) throw this.failure.error;
    if (command !== 'COMMIT') throw new Error(`the transaction ended in ${command}`);
  }

  /** @returns why: the write that failed first, else what the work threw */
  async rollback(thrown: unknown): Promise<unknown> {
    if (!this.ended) await this.end('rollback');
    return this.failure ? this.failure.error : thrown;
  }

  private end(text: 'commit' | 'rollback'): Promise<QueryResult> {
    const ending = this.send({ text });
    this.ended = true;
    return ending;
  }

  private async send<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    if (this.ended) throw new Error('the transaction has ended');
    this.gather();
    return this.connection.query<Row>(statement);
  }

  /** What is said in one turn leaves as one packet: a write to a socket costs more than a statement. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = this.connection.connection;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}
