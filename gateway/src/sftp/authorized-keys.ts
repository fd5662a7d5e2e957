import { Injectable } from '@nestjs/common';
import type { Actor } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { ForEverybody } from '../partners/for-everybody.ts';
import { Partners } from '../partners/partner.table.ts';
import { partnerActor } from '../partners/partner-actor.ts';
import { SftpKeys } from './sftp-key.table.ts';

/** A partner's system that has shown a key. */
export interface Admitted {
  readonly partner: string;
  readonly keyId: string;
  readonly actor: Actor;
}

/** Which keys open which mailbox. Asked on behalf of all companies, for nobody is known yet. */
@Injectable()
export class AuthorizedKeys {
  constructor(private readonly everybody: ForEverybody) {}

  /** @param login the partner's id; null when the key is not one of his, or was revoked */
  async find(login: string, fingerprint: string): Promise<Admitted | null> {
    const found = await this.everybody.run(async (tx, kinds) => {
      const [[key], [partner]] = await Promise.all([
        tx.find(SftpKeys, { partner: login, fingerprint }),
        tx.find(Partners, { id: login }),
      ]);
      const actor = partner ? partnerActor(partner, kinds) : null;
      return key && !key.revokedAt && actor ? { partner: login, keyId: key.id, actor } : null;
    });
    return found ?? null;
  }

  /** It was shown again, by somebody who has it: noted to the hour. */
  async used(keyId: string): Promise<void> {
    await this.everybody.run((tx) =>
      tx.query(
        `update sftp_keys set last_used_at = now()
          where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 hour')`,
        [keyId],
      ),
    );
  }

  /** Those of the keys that still open something. */
  async stillGood(keyIds: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = await this.everybody.run((tx) => tx.find(SftpKeys, { id: In([...keyIds]) }));
    return new Set((keys ?? []).filter(({ revokedAt }) => !revokedAt).map(({ id }) => id));
  }
}
