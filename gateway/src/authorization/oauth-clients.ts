import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, newId, type OrganisationKind } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { DataSource } from 'typeorm';

/** A public key as a partner publishes it (RFC 7517). */
export type PublicJwk = Readonly<Record<string, unknown>>;

export interface OauthClient {
  readonly id: string;
  readonly organisation: string;
  readonly organisationKind: OrganisationKind;
  readonly partner: string;
  readonly secretHash: string | null;
  readonly keys: readonly PublicJwk[] | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const rememberedForMs = 15_000;
const rememberedAtMost = 10_000;
const columns = `id, organisation, organisation_kind as "organisationKind", partner, secret_hash as "secretHash", keys,
  created_by as "createdBy", created_at as "createdAt", revoked_at as "revokedAt"`;

export const secretHashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Partners' systems that draw their own tokens. A secret is 256 random bits, so a plain SHA-256 cannot be guessed back. */
@Injectable()
export class OauthClients {
  private readonly remembered = new Map<string, { actor: Actor | null; until: number }>();

  constructor(private readonly db: DataSource) {}

  /** @param keys the partner's public keys; without them a secret is drawn, which nobody can be told again */
  async add(by: Actor, keys: readonly PublicJwk[] | null): Promise<{ id: string; secret: string | null }> {
    const id = `tlc_${newId()}`;
    const secret = keys ? null : `tl_secret_${randomBytes(32).toString('base64url')}`;
    await this.db.query(
      `insert into oauth_clients (id, organisation, organisation_kind, partner, secret_hash, keys, created_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        by.organisation,
        by.kind,
        by.role === 'system' ? by.login : by.organisation,
        secret && secretHashOf(secret),
        keys && JSON.stringify(keys),
        by.login,
      ],
    );
    return { id, secret };
  }

  of(organisation: string): Promise<OauthClient[]> {
    return this.db.query(`select ${columns} from oauth_clients where organisation = $1 order by created_at`, [
      organisation,
    ]);
  }

  /** @throws DomainError not-found when the organisation has no such client in use */
  async revoke(organisation: string, id: string): Promise<void> {
    const revoked = await this.db.query<[unknown[], number]>(
      'update oauth_clients set revoked_at = now() where organisation = $1 and id = $2 and revoked_at is null',
      [organisation, id],
    );
    this.remembered.delete(id);
    if (revoked[1] === 0) throw notFound('oauth-client', id);
  }

  /** Null when there is none, or it was revoked. */
  async find(id: string): Promise<OauthClient | null> {
    const [row] = await this.db.query<OauthClient[]>(
      `select ${columns} from oauth_clients where id = $1 and revoked_at is null`,
      [id],
    );
    return row ?? null;
  }

  /** The same caller that the partner's API key makes; asked of the database every 15 seconds. */
  async callerOf(id: string): Promise<Actor | null> {
    const known = this.remembered.get(id);
    if (known && known.until > performance.now()) return known.actor;
    const client = await this.find(id);
    const actor: Actor | null = client && {
      login: client.partner,
      organisation: client.organisation,
      kind: client.organisationKind,
      role: 'system',
    };
    if (this.remembered.size >= rememberedAtMost) this.remembered.clear();
    this.remembered.set(id, { actor, until: performance.now() + rememberedForMs });
    return actor;
  }
}
