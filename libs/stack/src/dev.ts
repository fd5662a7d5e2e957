import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBackends } from './backends.ts';
import { placesOf, preparePlaces } from './places.ts';
import { report } from './steps.ts';

/**
 * PostgreSQL and Kafka alone, for work on one service: prints the two addresses and stays up until Ctrl-C.
 * `TRADELOOM_STATE_DIR` and `TRADELOOM_PORT_BASE` work as for the whole stack.
 */
async function main(): Promise<void> {
  const places = preparePlaces(placesOf(process.env, 'dev'));
  const backends = await startBackends({ places, env: process.env, firstBase: 18080 });
  // before anybody can know that we are up, and tell us to end
  const told = new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  const lines = `DATABASE_URL=${backends.adminUrl}\nKAFKA_BROKERS=${backends.brokers}\n`;
  writeFileSync(join(places.state, 'backends.env'), lines, { mode: 0o600 });
  process.stdout.write(lines);
  await told;
  await backends.stop();
}

main().catch((error: unknown) => process.exit(report(error)));
