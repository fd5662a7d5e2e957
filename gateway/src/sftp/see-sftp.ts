import { Controller, Get } from '@nestjs/common';
import { Allow } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { SftpAddress } from './sftp-address.ts';

/** Where SFTP is, and the host key to pin, for whoever is about to connect: told over HTTPS. */
@Controller('sftp')
export class SeeSftp {
  constructor(private readonly address: SftpAddress) {}

  /** 404 where there is no SFTP. */
  @Get()
  @Allow({})
  see(): object {
    const address = this.address.get();
    const { hostKey } = this.address;
    if (!address || !hostKey) throw notFound('SFTP', 'door');
    return { ...address, hostKey: hostKey.line, fingerprint: hostKey.fingerprint };
  }
}
