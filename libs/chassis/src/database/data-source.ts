import pg from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { patience } from './patience.ts';

const dateOid = 1082;
// A calendar date has no time zone: keep PostgreSQL's text instead of a Date at local midnight.
pg.types.setTypeParser(dateOid, (text) => text);

/** One schema per service; the service's own role; no schema synchronisation, ever. */
export const createDataSource = (url: string, schema: string, tables: readonly EntitySchema[]): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...tables],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    applicationName: `tradeloom-${schema}`,
    poolSize: Number(process.env['DATABASE_POOL_SIZE'] ?? 6),
    // pipeline: a transaction's statements are sent without waiting for each answer
    extra: {
      ...patience(),
      pipeline: true,
      options: `-c search_path=${schema},platform`,
      idleTimeoutMillis: 10_000,
    },
  });
