import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Held events by party, as everything else. The intake applies them for all, and says so for the length of its own
 * transaction. Whether a lane is free concerns every event of it, whoever is party: two functions tell that, and no more.
 */
export class GuardHeldEvents1764000000011 implements MigrationInterface {
  readonly name = 'GuardHeldEvents1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table held_events enable row level security');
    await runner.query('alter table held_events force row level security');
    const may = `case when (select current_setting('app.intake', true)) = 'on' then true
                      else parties && (select platform.current_organisations()) end`;
    await runner.query(`create policy party on held_events for all using (${may}) with check (${may})`);
    await runner.query(`
      create function lane_is_free(lane_topic text, lane_key text) returns boolean language plpgsql as $$
      declare free boolean;
      declare before text := coalesce(current_setting('app.intake', true), '');
      begin
        perform set_config('app.intake', 'on', true);
        free := not exists (select from held_events where topic = lane_topic and key = lane_key and state <> 'unknown');
        perform set_config('app.intake', before, true);
        return free;
      end $$`);
    await runner.query(`
      create function key_is_awaited(lane_key text) returns boolean language plpgsql as $$
      declare awaited boolean;
      declare before text := coalesce(current_setting('app.intake', true), '');
      begin
        perform set_config('app.intake', 'on', true);
        awaited := exists (select from held_events where key = lane_key and state = 'waiting');
        perform set_config('app.intake', before, true);
        return awaited;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function lane_is_free(text, text), key_is_awaited(text)');
    await runner.query('drop policy party on held_events; alter table held_events disable row level security');
  }
}
