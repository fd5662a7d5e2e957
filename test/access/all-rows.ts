import pg from 'pg';

/** Asks the database on behalf of all these organisations at once, as no door can. */
export class AllRows {
  private readonly client: pg.Client;

  private constructor(client: pg.Client) {
    this.client = client;
  }

  /** @param ownerUrl the owner is bound by row-level security like anybody else */
  static async of<T>(
    ownerUrl: string,
    organisations: readonly string[],
    work: (rows: AllRows) => Promise<T>,
  ): Promise<T> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      await client.query(`select set_config('app.organisations', $1, false)`, [organisations.join(',')]);
      return await work(new AllRows(client));
    } finally {
      await client.end();
    }
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, [...parameters])).rows;
  }
}
