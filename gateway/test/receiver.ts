import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver does with a message that comes for the nth time, from 1: a status, or nothing for ever. */
export type Behaviour = (nth: number) => number | 'hang';

/** A partner's system that is told of events, on a port of its own. */
export class Receiver {
  readonly heard: Heard[] = [];
  private readonly behaviours = new Map<string, Behaviour>();
  private readonly counts = new Map<string, number>();
  private readonly server = createServer((request, response) => {
    this.take(request).then(
      (status) => {
        if (status !== 'hang') response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The address of a path, which answers as told. */
  at(path: string, behaviour: Behaviour): string {
    this.behaviours.set(path, behaviour);
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  on(path: string): Heard[] {
    return this.heard.filter((one) => one.path === path);
  }

  private async take(request: IncomingMessage): Promise<number | 'hang'> {
    const path = request.url ?? '';
    const message = `${path} ${request.headers['webhook-id']}`;
    const nth = (this.counts.get(message) ?? 0) + 1;
    this.counts.set(message, nth);
    this.heard.push({ path, headers: request.headers, body: await text(request) });
    return this.behaviours.get(path)?.(nth) ?? 404;
  }
}
