import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A backend message of PostgreSQL's protocol 3.0: type, length (itself included), body. */
const message = (type: string, ...body: Buffer[]): Buffer => {
  const content = Buffer.concat(body);
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
};
const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', int32(0)), READY]);
const TEXT_OID = 25;

/** Speaks just enough of the protocol to be a server of another version: every query has its version as the answer. */
export async function serverOfVersion(version: string): Promise<Server> {
  const column = [text('server_version_num'), int32(0), int16(0), int32(TEXT_OID), int16(-1), int32(-1), int16(0)];
  const answer = Buffer.concat([
    message('T', int16(1), ...column),
    message('D', int16(1), int32(version.length), Buffer.from(version)),
    message('C', text('SHOW')),
    READY,
  ]);
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.on('data', (query) => (query[0] === 'Q'.charCodeAt(0) ? socket.write(answer) : socket.end()));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
