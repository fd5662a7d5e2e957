import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outgoing } from '../src/message/make-message.ts';
import type { Received } from '../src/message/read-message.ts';

/** A door on the loopback that answers every POST with what `answer` makes of it, or with nothing. */
export async function openDoor(
  answer: (received: Received) => Outgoing | null,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      try {
        const out = answer({ headers: incoming.headers, body: Buffer.concat(chunks) });
        response.writeHead(200, { ...out?.headers, 'Content-Length': out?.body.length ?? 0 });
        response.end(out?.body);
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/as2`, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export const post = (url: string, { headers, body }: Outgoing): Promise<Received> =>
  new Promise((resolve, reject) => {
    // as2-lib closes its end after every answer without saying so.
    const sending = request(
      url,
      { method: 'POST', agent: false, headers: { ...headers, 'Content-Length': body.length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
        response.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
