import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due is looked for partner by partner; of a refused message its size and digest stay where its bytes do not. */
export class Gateway1764000000118 implements MigrationInterface {
  readonly name = 'Gateway1764000000118';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table as2_messages add column body_size int, add column body_hash text');
    await runner.query(`create index as2_messages_refused on as2_messages (settled_at) where state = 'refused'`);
    await runner.query(
      `create index as2_messages_due on as2_messages (partner, next_at) where next_at is not null and state <> 'posted'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index as2_messages_due');
    await runner.query('drop index as2_messages_refused');
    await runner.query('alter table as2_messages drop column body_size, drop column body_hash');
  }
}
