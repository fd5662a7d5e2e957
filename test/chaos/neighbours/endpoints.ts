import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { verifiedEvent } from '../../../gateway/test/verified-event.ts';
import type { Act } from '../acting.ts';
import type { Told } from '../checkers/evidence.rules.ts';

/** How an endpoint is out of order: it says so, it says nothing, or it breaks off. */
export type Outage = 'refuses' | 'hangs' | 'breaks off';

interface Terms {
  readonly who: string;
  readonly organisation: string;
  readonly types: readonly string[];
}

/** One address that is told of events. It takes what is signed, and nothing else. */
export class Endpoint {
  readonly told: Told[] = [];
  outage: Outage | null = null;
  private readonly server: Server;
  private id = '';
  private secret = '';

  readonly terms: Terms;
  private readonly act: Act;

  private constructor(terms: Terms, act: Act) {
    this.terms = terms;
    this.act = act;
    this.server = createServer((request, response) => {
      this.take(request, response).catch(() => response.destroy());
    });
  }

  static async open(act: Act, terms: Terms): Promise<Endpoint> {
    const endpoint = new Endpoint(terms, act);
    endpoint.server.listen(0, '127.0.0.1');
    await once(endpoint.server, 'listening');
    const { id, secret } = await act<{ id: string; secret: string }>(terms.who, 'POST', 'webhooks', endpoint.named());
    endpoint.id = id;
    endpoint.secret = secret;
    return endpoint;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Its owner says that it is back: what waits comes at once. */
  async remind(): Promise<void> {
    await this.act(this.terms.who, 'PUT', `webhooks/${this.id}`, { ...this.named(), status: 'enabled' });
  }

  private named(): object {
    const { port } = this.server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/events`, description: 'chaos', types: this.terms.types };
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.outage === 'refuses') return void response.writeHead(503).end();
    if (this.outage === 'breaks off') return void response.destroy();
    if (this.outage === 'hangs') return;
    const event = verifiedEvent(this.secret, request.headers, body);
    // Its time may be that of a clock that jumped: then it is to be sent again.
    if (!event) return void response.writeHead(400).end();
    this.told.push({ messageId: String(request.headers['webhook-id']), event });
    response.writeHead(204).end();
  }
}
