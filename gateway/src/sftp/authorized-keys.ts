import { Injectable } from '@nestjs/common';
import { type Actor, type OrganisationKind, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { Organisations } from '../partners/organisations.ts';
import { Partners } from '../partners/partner.table.ts';
import { SftpKeys } from './sftp-key.table.ts';

/** A partner's system that has shown a key. */
export interface Admitted {
  readonly partner: string;
  readonly keyId: string;
  /** The same caller that the partner's API key makes. */
  readonly actor: Actor;
}

/** Which keys open which mailbox. Asked on behalf of all companies, for nobody is known yet. */
@Injectable()
export class AuthorizedKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly organisations: Organisations,
  ) {}

  /** @param login the partner's id; null when the key is not one of his, or was revoked */
  async find(login: string, fingerprint: string): Promise<Admitted | null> {
    const organisations = await this.organisations.all();
    return this.forAll(async (tx) => {
      const [[key], [partner]] = await Promise.all([
        tx.find(SftpKeys, { partner: login, fingerprint }),
        tx.find(Partners, { id: login }),
      ]);
      const kind = organisations.get(partner?.organisation ?? '')?.kind as OrganisationKind | undefined;
      if (!key || key.revokedAt || !partner || !kind) return null;
      const { organisation } = partner;
      return { partner: login, keyId: key.id, actor: { login, organisation, kind, role: 'system' } };
    });
  }

  /** It was shown again, by somebody who has it: noted to the hour. */
  async used(keyId: string): Promise<void> {
    await this.forAll(async (tx) => {
      await tx.query(
        `update sftp_keys set last_used_at = now()
          where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 hour')`,
        [keyId],
      );
    });
  }

  /** Those of the keys that still open something. */
  async stillGood(keyIds: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = await this.forAll((tx) => tx.find(SftpKeys, { id: In([...keyIds]) }));
    return new Set(keys.filter(({ revokedAt }) => !revokedAt).map(({ id }) => id));
  }

  private async forAll<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const organisations = [...(await this.organisations.all()).keys()];
    return withScope({ by: serviceActor('gateway'), organisations }, () => this.transactions.run(work));
  }
}
