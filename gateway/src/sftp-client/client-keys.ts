import { Injectable } from '@nestjs/common';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { type HostKey, hostKeyOf } from '../sftp/host-key.ts';
import type { SftpConnection } from './connection.rules.ts';

/** The keys with which we come to partners' servers, one pair each: drawn from the gateways' secret, they stand nowhere. */
@Injectable()
export class ClientKeys {
  constructor(private readonly keys: GatewayKeys) {}

  keyFor({ id, keyNumber }: SftpConnection): HostKey {
    const key = this.keys.signingKeyFor(`sftp-client ${id} ${keyNumber}`);
    return hostKeyOf(key.export({ type: 'pkcs8', format: 'pem' }));
  }
}
