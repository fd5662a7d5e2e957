import { join } from 'node:path';
import { setBusinessDate } from './database/business-clock.ts';
import { rolePasswords } from './database/roles.ts';
import { ensureKeys } from './keys.ts';
import { builtRelease, migrateDatabase } from './migrate.ts';
import { checkout, placesOf, preparePlaces } from './places.ts';
import { seed } from './seed.ts';
import { report, Steps } from './steps.ts';
import { createTopics } from './topics.ts';

/**
 * Prepares what DATABASE_URL (an administrator's) and KAFKA_BROKERS name, and starts nothing: the first job of a
 * deployment. In demo and sandbox mode it seeds the demo companies too.
 */
async function main(): Promise<void> {
  const { DATABASE_URL: url, KAFKA_BROKERS: brokers, TRADELOOM_MODE: mode = 'production' } = process.env;
  if (!url || !brokers) throw new Error('DATABASE_URL and KAFKA_BROKERS must be set');
  const steps = new Steps();
  const places = preparePlaces(placesOf());
  ensureKeys(places);
  const database = await steps.step({ en: 'database migrated', zh: '数据库迁移完成' }, async () =>
    migrateDatabase(url, rolePasswords(places), await builtRelease()),
  );
  await steps.step({ en: 'topics', zh: '主题创建完成' }, () =>
    createTopics(brokers, process.env['KAFKA_TOPIC_PREFIX']),
  );
  if (mode === 'production') return;
  await steps.step({ en: 'demo companies', zh: '演示企业数据' }, async () => {
    await seed({ ownerUrl: database.ownerUrl, folder: join(checkout, 'deploy/demo'), places });
    await setBusinessDate(database.ownerUrl, process.env['TRADELOOM_BUSINESS_DATE'] || undefined);
  });
}

main().catch((error: unknown) => process.exit(report(error)));
