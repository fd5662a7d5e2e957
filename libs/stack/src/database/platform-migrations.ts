import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which seed files were read in which state: an unchanged file is not read again over what was changed since. */
class SeededFiles1764000000000 implements MigrationInterface {
  readonly name = 'SeededFiles1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seeded_files (
        file text PRIMARY KEY,
        sha256 text NOT NULL,
        seeded_at timestamptz NOT NULL DEFAULT now()
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seeded_files');
  }
}

export const platformMigrations = [SeededFiles1764000000000];
