import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of files of one name that a partner is shown, the one that he would get keeps it; the others get their id into it, as
 * later ones do from now on. What lies at his server under the old name counts no more.
 */
export const keepNamesApart = `
  with shown as (
    select id, row_number() over (partition by partner, file_name order by collected_at is not null, received_at, id) as place
      from interchanges
     where direction = 'out' and cleared_at is null and control is not null and file_name is not null
       and case when collected_at is null then status = 'sent' else collected_at > now() - interval '7 days' end),
  renamed as (
    update interchanges
       set file_name = regexp_replace(file_name, '(\\.[^.]*)?$', '.' || interchanges.id || '\\1'), version = version + 1
      from shown where shown.id = interchanges.id and place > 1 returning interchanges.id)
  update sftp_pushes set state = 'waiting' where state = 'uploaded' and interchange in (select id from renamed)`;

const tables = ['interchanges', 'sftp_pushes'];

export class Gateway1764000000117 implements MigrationInterface {
  readonly name = 'Gateway1764000000117';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index interchanges_sent_name on interchanges (partner, file_name) where direction = 'out'`,
    );
    for (const table of tables) await runner.query(`alter table ${table} no force row level security`);
    await runner.query(keepNamesApart);
    for (const table of tables) await runner.query(`alter table ${table} force row level security`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_sent_name');
  }
}
