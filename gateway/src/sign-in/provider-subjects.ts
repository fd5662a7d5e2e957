import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface Person {
  readonly issuer: string;
  /** never changes hands at its issuer (OpenID Connect Core 5.7), as a name might */
  readonly subject: string;
  /** as the provider names him today */
  readonly login: string | null;
}

/** Who a person of an identity provider is here: bound at his first sign-in, and the same ever after. */
@Injectable()
export class ProviderSubjects {
  constructor(private readonly db: DataSource) {}

  /** His login here; null when his name is none of ours, or was first used by another subject. */
  async loginOf({ issuer, subject, login }: Person): Promise<string | null> {
    await this.db.query(
      `insert into provider_subjects (issuer, subject, login)
       select $1, $2, login from api_keys where login = $3 and revoked_at is null
       on conflict do nothing`,
      [issuer, subject, login],
    );
    const [bound] = await this.db.query<{ login: string }[]>(
      `select login from provider_subjects join api_keys using (login)
        where issuer = $1 and subject = $2 and revoked_at is null`,
      [issuer, subject],
    );
    return bound?.login ?? null;
  }
}
