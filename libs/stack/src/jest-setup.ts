import { type Backends, startBackends } from './backends.ts';
import { dockerAnswers } from './compose.ts';
import { startContainers } from './containers.ts';
import { placesOf, preparePlaces } from './places.ts';
import { Steps } from './steps.ts';

/** What the teardown finds of the setup: Jest runs both in one process. */
declare global {
  var tradeloomBackends: { stop(): Promise<void> } | undefined;
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
  if (url && brokers) return;
  const backends = dockerAnswers() ? await startContainers() : await startEmbedded();
  globalThis.tradeloomBackends = backends;
  process.env['DATABASE_URL'] = url || backends.adminUrl;
  process.env['KAFKA_BROKERS'] = brokers || backends.brokers;
}

function startEmbedded(): Promise<Backends> {
  const places = preparePlaces(placesOf(process.env, `test-${process.pid}`));
  return startBackends({ places, env: process.env, firstBase: FIRST_BASE, steps: new Steps() });
}
