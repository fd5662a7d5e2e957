import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { DataSource } from 'typeorm';

interface Row {
  payload: AdapterPayload;
}

/**
 * What the authorization server keeps of one kind, until it is over. It stands in the database, so that what one
 * gateway has seen (a code, an assertion that was used) every gateway has seen.
 */
export class OauthRecords implements Adapter {
  constructor(
    private readonly db: DataSource,
    private readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, lifetimeSeconds?: number): Promise<void> {
    await this.db.query('delete from oauth_records where ends_at < now()');
    await this.db.query(
      `insert into oauth_records (model, id, payload, ends_at)
       values ($1, $2, $3, now() + make_interval(secs => $4))
       on conflict (model, id) do update set payload = excluded.payload, ends_at = excluded.ends_at`,
      [this.model, id, JSON.stringify(payload), lifetimeSeconds ?? null],
    );
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.firstWhere('id = $2', id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.firstWhere(`payload ->> 'uid' = $2`, uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.firstWhere(`payload ->> 'userCode' = $2`, userCode);
  }

  async consume(id: string): Promise<void> {
    await this.db.query(
      `update oauth_records set payload = payload || jsonb_build_object('consumed', extract(epoch from now())::int)
        where model = $1 and id = $2`,
      [this.model, id],
    );
  }

  async destroy(id: string): Promise<void> {
    await this.db.query('delete from oauth_records where model = $1 and id = $2', [this.model, id]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.db.query(`delete from oauth_records where model = $1 and payload ->> 'grantId' = $2`, [
      this.model,
      grantId,
    ]);
  }

  private async firstWhere(condition: string, value: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.db.query<Row[]>(
      `select payload from oauth_records where model = $1 and ${condition} and (ends_at is null or ends_at > now())`,
      [this.model, value],
    );
    return row?.payload;
  }
}
