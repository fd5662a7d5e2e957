import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The TCP connections that this process opens to the broker from now on: to count what comes, and to cut them. */
export class Wire {
  private readonly sockets: Socket[] = [];
  private isCut = false;

  constructor() {
    subscribe('net.client.socket', this.opened);
  }

  get bytesReceived(): number {
    return this.sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  }

  get open(): number {
    return this.sockets.filter(({ destroyed }) => !destroyed).length;
  }

  /** Every connection breaks, and so does every new one until the wire is mended. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(new Error('ECONNRESET: the wire is cut'));
  }

  mend(): void {
    this.isCut = false;
  }

  [Symbol.dispose](): void {
    unsubscribe('net.client.socket', this.opened);
  }

  private readonly opened = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    this.sockets.push(socket);
    if (this.isCut) setImmediate(() => socket.destroy(new Error('ECONNRESET: the wire is cut')));
  };
}
