import { Injectable } from '@nestjs/common';
import { type Actor, type OrganisationKind, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { DataSource, In } from 'typeorm';
import { Partners } from '../partners/partner.table.ts';
import { SftpKeys } from './sftp-key.table.ts';

/** A partner's system that has shown a key. */
export interface Admitted {
  readonly partner: string;
  readonly keyId: string;
  /** The same caller that the partner's API key makes. */
  readonly actor: Actor;
}

/** What kind of company each is. */
type Kinds = ReadonlyMap<string, OrganisationKind>;

/** Which keys open which mailbox. Asked on behalf of all companies, for nobody is known yet. */
@Injectable()
export class AuthorizedKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly db: DataSource,
  ) {}

  /** @param login the partner's id; null when the key is not one of his, or was revoked */
  async find(login: string, fingerprint: string): Promise<Admitted | null> {
    return this.forAll(async (tx, kinds) => {
      const [[key], [partner]] = await Promise.all([
        tx.find(SftpKeys, { partner: login, fingerprint }),
        tx.find(Partners, { id: login }),
      ]);
      const kind = kinds.get(partner?.organisation ?? '');
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

  /** Asked anew each time: a company that has just come may come in. */
  private async forAll<T>(work: (tx: Tx, kinds: Kinds) => Promise<T>): Promise<T> {
    const rows = await this.db.query<{ id: string; kind: OrganisationKind }[]>('select id, kind from organisations');
    const kinds: Kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
    const scope = { by: serviceActor('gateway'), organisations: [...kinds.keys()] };
    return withScope(scope, () => this.transactions.run((tx) => work(tx, kinds)));
  }
}
