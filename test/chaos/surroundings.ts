import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf, preparePlaces, type Stack, Steps, startStack } from '@tradeloom/stack';
import { Clocks } from './nemesis/clocks.ts';
import { Keeper } from './nemesis/keeper.ts';
import { Network } from './nemesis/network.ts';
import { SmallDisk } from './nemesis/small-disk.ts';
import type { Arena } from './nemesis/strike.ts';

export const firstDay = '2026-12-07';
const firstBase = 12_580;

/** The whole platform, begun from nothing, with everything in place by which it can be struck. */
export interface Surroundings extends Arena {
  /** history and logs stay here after the run */
  readonly folder: string;
  stop(): Promise<void>;
}

export const startSurroundings = async (say: (line: string) => void): Promise<Surroundings> => {
  const places = placesOf(process.env, 'chaos');
  const data = join(places.state, 'postgres');
  SmallDisk.unmount(data);
  rmSync(places.state, { recursive: true, force: true });
  preparePlaces(places);
  const folder = join(places.state, 'chaos');
  mkdirSync(folder);
  const disk = SmallDisk.mountedAt(data);
  const clocks = Clocks.in(join(folder, 'clocks'), process.env);
  const [toDatabase, toBroker] = await Promise.all([Network.listen(), Network.listen()]);
  const leave = async (): Promise<void> => {
    await Promise.all([toDatabase.close(), toBroker.close()]);
    SmallDisk.unmount(data);
  };
  try {
    const stack = await startedStack({ places, toDatabase, toBroker, clocks, say });
    const keeper = new Keeper(stack, say);
    keeper.watch();
    const stop = async (): Promise<void> => {
      await keeper.stop();
      await stack.stop();
      await leave();
    };
    return { stack, keeper, toDatabase, toBroker, disk, clocks, folder, stop };
  } catch (error) {
    await leave();
    throw error;
  }
};

interface Wiring extends Pick<Arena, 'toDatabase' | 'toBroker' | 'clocks'> {
  readonly places: Stack['places'];
  readonly say: (line: string) => void;
}

const startedStack = ({ places, toDatabase, toBroker, clocks, say }: Wiring): Promise<Stack> => {
  const { DATABASE_URL: _database, KAFKA_BROKERS: _brokers, ...env } = process.env;
  return startStack({
    mode: 'demo',
    places,
    firstBase,
    env: { LOG_LEVEL: 'warn', ...env, TRADELOOM_BUSINESS_DATE: firstDay },
    steps: new Steps((line) => say(line)),
    relay: ({ postgres, kafka }) => {
      toDatabase.leadTo(postgres);
      toBroker.leadTo(kafka);
      return { postgres: toDatabase.port, kafka: toBroker.port };
    },
    surround: (role) => clocks?.environmentOf(role) ?? {},
  });
};
