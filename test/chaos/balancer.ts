import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Instance,
  instancesOf,
  knownPorts,
  type OwnPorts,
  PLATFORM,
  type PortBlock,
  readinessOf,
} from '@tradeloom/stack';

/** about as long as a cluster takes to hear that a pod is going */
const lookEveryMs = 250;
const answerWithinMs = 2_000;
const silentAtMost = 3;
const loopback = '127.0.0.1';
const uses = ['http', 'grpc', 'sftp'] as const satisfies readonly (keyof OwnPorts)[];

/**
 * Listens where the platform's processes are looked for, and sends each connection on to the next of several instances
 * that says it is ready. As a cluster's own does it: by connection, and who has said yes and is gone is not replaced.
 */
export class Balancer {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #ready = new Set<string>();
  readonly #stopping = new AbortController();
  #looking: Promise<unknown> = Promise.resolve();

  /** Takes the known ports of the block before anything else does. */
  front(ports: PortBlock, replicas: number): void {
    const instances = instancesOf(PLATFORM, ports, replicas);
    for (const process of PLATFORM) {
      const own = instances.filter((instance) => instance.process === process);
      const known = knownPorts(process, ports);
      for (const use of uses) if (use !== 'sftp' || process.name === 'gateway') this.#listen(known[use], own, use);
    }
    this.#looking = Promise.all(instances.map((instance) => this.#keepLooking(instance)));
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      this.#servers.map((server) => {
        server.close();
        return once(server, 'close');
      }),
    );
  }

  #listen(port: number, instances: readonly Instance[], use: keyof OwnPorts): void {
    let turn = 0;
    const server = createServer((socket) => {
      const ready = instances.filter(({ name }) => this.#ready.has(name));
      const next = ready[turn % ready.length];
      turn += 1;
      if (next) this.#join(socket, next.ports[use]);
      else socket.destroy();
    });
    server.listen(port, loopback);
    this.#servers.push(server);
  }

  #join(from: Socket, port: number): void {
    const to = connect({ port, host: loopback, noDelay: true });
    from.setNoDelay(true);
    from.pipe(to);
    to.pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.#sockets.add(one);
      // the close that follows is what the other one hears of it
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  /** Who says no is out at once; who says nothing, as a busy one may, when he has said nothing for a while. */
  async #keepLooking(instance: Instance): Promise<void> {
    let silent = 0;
    while (!this.#stopping.signal.aborted) {
      const said = await readiness(instance);
      silent = said === 'nothing' ? silent + 1 : 0;
      if (said === 'yes') this.#ready.add(instance.name);
      else if (said === 'no' || silent >= silentAtMost) this.#ready.delete(instance.name);
      await pause(lookEveryMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}

const readiness = async (instance: Instance): Promise<'yes' | 'no' | 'nothing'> => {
  try {
    const answer = await fetch(readinessOf(instance), { signal: AbortSignal.timeout(answerWithinMs) });
    await answer.arrayBuffer();
    return answer.ok ? 'yes' : 'no';
  } catch (error) {
    // nobody listens there
    const { cause } = error as Error & { readonly cause?: NodeJS.ErrnoException };
    return cause?.code === 'ECONNREFUSED' ? 'no' : 'nothing';
  }
};
