import { Injectable } from '@nestjs/common';
import { secretOf } from '@tradeloom/chassis';
import { PublicUrl } from '../access/public-url.ts';
import { type HostKey, hostKeyOf } from './host-key.ts';

const sshPort = 22;
const hostAndPort = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/;

/** Where SFTP is to be had, and the key by which it is known again; nowhere without `SFTP_PORT`. */
@Injectable()
export class SftpAddress {
  /** to listen on: `SFTP_PORT`; 0 takes a free one */
  readonly port: number | null;
  readonly hostKey: HostKey | null;
  private readonly told: { readonly host: string; readonly port: number } | null;
  private listening: number | null = null;

  /** @throws Error when a port is set and no host key is, or one of the two is none */
  constructor(private readonly publicUrl: PublicUrl) {
    const { SFTP_PORT, SFTP_ADDRESS } = process.env;
    this.port = SFTP_PORT ? portOf(SFTP_PORT, 'SFTP_PORT') : null;
    const secret = secretOf(process.env, 'SFTP_HOST_KEY');
    if (this.port !== null && !secret) throw new Error('SFTP_HOST_KEY_FILE is missing: SFTP needs a host key');
    this.hostKey = secret && this.port !== null ? hostKeyOf(secret) : null;
    this.told = SFTP_ADDRESS ? addressOf(SFTP_ADDRESS) : null;
  }

  opened(port: number): void {
    this.listening = port;
  }

  /** What partners connect to: `SFTP_ADDRESS`, or the host of `PUBLIC_URL` and the port listened on. */
  get(): { readonly host: string; readonly port: number } | null {
    if (this.listening === null) return null;
    return this.told ?? { host: this.publicUrl.base.hostname, port: this.listening };
  }
}

const portOf = (value: string, name: string): number => {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} must be a port number`);
  return port;
};

const addressOf = (value: string): { host: string; port: number } => {
  const [, host, port] = hostAndPort.exec(value) ?? [];
  if (host === undefined) throw new Error('SFTP_ADDRESS must be host or host:port');
  return { host, port: port === undefined ? sshPort : portOf(port, 'SFTP_ADDRESS') };
};
