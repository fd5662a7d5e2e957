import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ed25519From, GatewayKeys } from '../access/gateway-keys.ts';
import { type HostKey, hostKeyOf } from '../sftp/host-key.ts';
import type { SftpConnection } from './connection.rules.ts';

const seedLength = 32;

/** The keys with which we come to partners' servers, one pair each: drawn from the gateways' secret, they stand nowhere. */
@Injectable()
export class ClientKeys {
  constructor(private readonly keys: GatewayKeys) {}

  keyFor({ id, keyNumber }: SftpConnection): HostKey {
    const secret = this.keys.secretFor('SFTP client');
    const seed = Buffer.from(hkdfSync('sha256', secret, '', `${id} ${keyNumber}`, seedLength));
    return hostKeyOf(ed25519From(seed).export({ type: 'pkcs8', format: 'pem' }));
  }
}
