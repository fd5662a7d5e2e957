import { rmSync } from 'node:fs';
import { startBackends } from './backends.ts';
import { dockerAnswers } from './compose.ts';
import { startContainers, type TestBackends } from './containers.ts';
import { placesOf, preparePlaces } from './places.ts';

/** What the teardown finds of the setup: Jest runs both in one process. */
declare global {
  var tradeloomBackends: TestBackends | undefined;
}

/** Away from the blocks that a running stack uses. */
const FIRST_BASE = 20080;

/**
 * One PostgreSQL and one Kafka for the whole run: those given by DATABASE_URL and KAFKA_BROKERS, containers where
 * Docker answers, the embedded ones otherwise. The tests see two addresses and do not know which.
 * (Jest wants a default export.)
 */
export default async function setUp(): Promise<void> {
  const { DATABASE_URL: url, KAFKA_BROKERS: brokers } = process.env;
  // roles belong to the whole server: all workers of the run must mean the same password
  process.env['TRADELOOM_ROLE_PASSWORD'] ??= 'test';
  if (url && brokers) return;
  const backends = dockerAnswers() ? await startContainers() : await startEmbedded();
  globalThis.tradeloomBackends = backends;
  process.env['DATABASE_URL'] = url || backends.adminUrl;
  process.env['KAFKA_BROKERS'] = brokers || backends.brokers;
}

async function startEmbedded(): Promise<TestBackends> {
  const places = preparePlaces(placesOf(process.env, `test-${process.pid}`));
  const backends = await startBackends({ places, env: process.env, firstBase: FIRST_BASE });
  return {
    adminUrl: backends.adminUrl,
    brokers: backends.brokers,
    stop: async () => {
      await backends.stop();
      rmSync(places.state, { recursive: true, force: true });
    },
  };
}
