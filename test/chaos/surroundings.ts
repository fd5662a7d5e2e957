import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdState, placesOf, preparePlaces, type Stack, Steps, startStack } from '@tradeloom/stack';
import { Balancer } from './balancer.ts';
import { seedCustomers } from './customers.ts';
import { Clocks } from './nemesis/clocks.ts';
import { Keeper } from './nemesis/keeper.ts';
import { Network } from './nemesis/network.ts';
import { Releases } from './nemesis/releases.ts';
import { SmallDisk } from './nemesis/small-disk.ts';
import type { Arena } from './nemesis/strike.ts';

export const firstDay = '2026-12-07';
const firstBase = 12_580;
/** longer than the balancer takes to hear of it */
const noticeSeconds = '2';

/** The whole platform, begun from nothing, with everything in place by which it can be struck. */
export interface Surroundings extends Arena {
  /** history and logs stay here after the run */
  readonly folder: string;
  stop(): Promise<void>;
}

interface Setting {
  /** where its state lies, so that two runs do not meet */
  readonly place: string;
  /** the checkout of a release that all processes begin with */
  readonly earlier?: string;
  /** how many of each process run */
  readonly replicas: number;
  readonly say: (line: string) => void;
}

export const startSurroundings = async ({ place, earlier, replicas, say }: Setting): Promise<Surroundings> => {
  const places = preparePlaces(placesOf(process.env, place));
  // what another run still uses is not cleared away
  holdState(places.state).release();
  const data = { postgres: join(places.state, 'postgres'), kafka: join(places.state, 'kafka') };
  const unmount = (): void => {
    for (const disk of Object.values(data)) SmallDisk.unmount(disk);
  };
  unmount();
  rmSync(places.state, { recursive: true, force: true });
  preparePlaces(places);
  process.once('exit', unmount);
  const folder = join(places.state, 'chaos');
  mkdirSync(folder);
  const [postgres, kafka] = [SmallDisk.mountedAt(data.postgres), SmallDisk.mountedAt(data.kafka)];
  const disks = postgres && kafka && { postgres, kafka };
  const clocks = new Clocks(join(folder, 'clocks'));
  const releases = new Releases(earlier);
  const [toDatabase, toBroker] = await Promise.all([Network.listen(), Network.listen()]);
  const balancer = new Balancer();
  const leave = async (): Promise<void> => {
    await Promise.all([toDatabase.close(), toBroker.close(), balancer.close()]);
    unmount();
    process.off('exit', unmount);
  };
  try {
    const stack = await startedStack({ places, toDatabase, toBroker, clocks, releases, replicas, balancer, say });
    const keeper = new Keeper(stack, say);
    keeper.watch();
    const stop = async (): Promise<void> => {
      await keeper.stop();
      await stack.stop();
      await leave();
    };
    return { stack, keeper, toDatabase, toBroker, disks, clocks, releases, folder, stop };
  } catch (error) {
    await leave();
    throw error;
  }
};

interface Wiring extends Pick<Arena, 'toDatabase' | 'toBroker' | 'clocks' | 'releases'> {
  readonly places: Stack['places'];
  readonly replicas: number;
  readonly balancer: Balancer;
  readonly say: (line: string) => void;
}

const startedStack = ({
  places,
  toDatabase,
  toBroker,
  clocks,
  releases,
  replicas,
  balancer,
  say,
}: Wiring): Promise<Stack> => {
  const { DATABASE_URL: _database, KAFKA_BROKERS: _brokers, ...env } = process.env;
  return startStack({
    mode: 'demo',
    places,
    firstBase,
    seedFolder: seedCustomers(join(places.state, 'companies')),
    env: {
      LOG_LEVEL: 'warn',
      ...env,
      TRADELOOM_BUSINESS_DATE: firstDay,
      // the neighbours listen on this machine, and one that hangs is not waited for
      PARTNER_NETWORKS: '127.0.0.1/32',
      WEBHOOK_TIMEOUT_SECONDS: '3',
    },
    steps: new Steps((line) => say(line)),
    replicas,
    relay: (ports) => {
      toDatabase.leadTo(ports.postgres);
      toBroker.leadTo(ports.kafka);
      if (replicas > 1) balancer.front(ports, replicas);
      return { postgres: toDatabase.port, kafka: toBroker.port };
    },
    surround: (instance) => ({
      ...clocks.environmentOf(instance),
      ...(replicas > 1 && { DRAIN_NOTICE_SECONDS: noticeSeconds }),
    }),
    builtIn: (instance) => releases.of(instance),
  });
};
