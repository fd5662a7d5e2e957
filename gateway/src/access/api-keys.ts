import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, OrganisationKind, Role } from '@tradeloom/chassis';
import { DataSource } from 'typeorm';
import { isKeptCheaply, isKeptPassword, keptPassword } from './kept-password.ts';

export interface KeyRow {
  organisation: string;
  organisation_kind: OrganisationKind;
  login: string | null;
  role: Role | null;
  partner: string | null;
}

const rememberedForMs = 15_000;
const rememberedAtMost = 10_000;
export const keyColumns = 'organisation, organisation_kind, login, role, partner';

export const actorOf = (row: KeyRow): Actor => ({
  login: row.login ?? row.partner ?? row.organisation,
  organisation: row.organisation,
  kind: row.organisation_kind,
  role: row.role ?? 'system',
});

/**
 * Finds out who calls. Keys are 128 random bits, so a plain SHA-256 cannot be guessed back; passwords are
 * kept by scrypt. A revoked key stops working within seconds. The table has no parties: nobody is known yet.
 */
@Injectable()
export class ApiKeys {
  private readonly remembered = new Map<string, { actor: Actor | null; until: number }>();

  constructor(private readonly db: DataSource) {}

  callerOf(apiKey: string): Promise<Actor | null> {
    return this.found('key_hash', createHash('sha256').update(apiKey).digest('hex'));
  }

  /** A person who has signed in before. */
  callerByLogin(login: string): Promise<Actor | null> {
    return this.found('login', login);
  }

  private async found(column: 'key_hash' | 'login', value: string): Promise<Actor | null> {
    const known = this.remembered.get(`${column}:${value}`);
    if (known && known.until > performance.now()) return known.actor;
    const [row] = await this.db.query<KeyRow[]>(
      `select ${keyColumns} from api_keys where ${column} = $1 and revoked_at is null`,
      [value],
    );
    const actor = row ? actorOf(row) : null;
    if (this.remembered.size >= rememberedAtMost) this.remembered.clear();
    this.remembered.set(`${column}:${value}`, { actor, until: performance.now() + rememberedForMs });
    return actor;
  }

  async callerByPassword(login: string, password: string): Promise<Actor | null> {
    const [row] = await this.db.query<(KeyRow & { password_hash: string | null })[]>(
      `select ${keyColumns}, password_hash from api_keys where login = $1 and revoked_at is null`,
      [login],
    );
    const right = await isKeptPassword(password, row?.password_hash);
    if (!row?.password_hash || !right) return null;
    if (isKeptCheaply(row.password_hash)) await this.keepBetter(login, password, row.password_hash);
    return actorOf(row);
  }

  private async keepBetter(login: string, password: string, before: string): Promise<void> {
    await this.db.query('update api_keys set password_hash = $1 where login = $2 and password_hash = $3', [
      await keptPassword(password),
      login,
      before,
    ]);
  }
}
