import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export const json = { 'content-type': 'application/json' };
export const answered =
  (status: number, body: object): Answering =>
  (_, response) => {
    response.writeHead(status, json).end(JSON.stringify(body));
  };

/** A service behind the gateway that answers as the test says, and remembers what it was asked. */
export class AnsweringService {
  readonly heard: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  answer: Answering = answered(201, { id: 'made' });
  readonly server = createServer((asked, response) => {
    this.heard.push({ method: asked.method ?? '', url: asked.url ?? '', headers: asked.headers });
    this.answer(asked, response);
  });

  async open(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
