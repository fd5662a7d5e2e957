import { setTimeout as pause } from 'node:timers/promises';
import { HttpConnection } from './http-connection.ts';

/** What one request sends; made anew for each, so that no two are the same order. */
export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const created = 201;

/** A fixed number of connections to one service. */
export class HttpLoad {
  readonly #connections: readonly HttpConnection[];
  readonly #next: () => Promise<Sent>;

  private constructor(connections: readonly HttpConnection[], next: () => Promise<Sent>) {
    this.#connections = connections;
    this.#next = next;
  }

  static async open(url: string, inFlight: number, next: () => Promise<Sent>): Promise<HttpLoad> {
    return new HttpLoad(await Promise.all(Array.from({ length: inFlight }, () => HttpConnection.open(url))), next);
  }

  /** As fast as the answers come. @returns accepted requests per second */
  async peak(seconds: number): Promise<number> {
    const since = performance.now();
    const until = since + seconds * 1000;
    const counts = await Promise.all(
      this.#connections.map(async (connection) => {
        let count = 0;
        for (; performance.now() < until; count += 1) await this.#one(connection);
        return count;
      }),
    );
    return (counts.reduce((sum, count) => sum + count, 0) / (performance.now() - since)) * 1000;
  }

  /**
   * At a steady rate, whether the answers come or not: a request that had to wait for a free connection has waited too.
   * @returns the time from each request's due moment to its answer, in milliseconds
   */
  async steady(perSecond: number, seconds: number): Promise<number[]> {
    const since = performance.now();
    const total = Math.floor(perSecond * seconds);
    const latencies: number[] = [];
    let taken = 0;
    await Promise.all(
      this.#connections.map(async (connection) => {
        while (taken < total) {
          const due = since + (taken * 1000) / perSecond;
          taken += 1;
          const early = due - performance.now();
          if (early > 0) await pause(early);
          await this.#one(connection);
          latencies.push(performance.now() - due);
        }
      }),
    );
    return latencies;
  }

  [Symbol.dispose](): void {
    for (const connection of this.#connections) connection.close();
  }

  async #one(connection: HttpConnection): Promise<void> {
    const { path, headers, body } = await this.#next();
    const answer = await connection.post(path, headers, body);
    if (answer.status !== created) throw new Error(`${path} answered ${answer.status}: ${answer.body.slice(0, 500)}`);
  }
}
