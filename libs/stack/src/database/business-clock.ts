import { Client } from 'pg';

/**
 * Sets the demo's or sandbox' business date. Forward only: an earlier date than the database knows changes nothing.
 * @param date `2026-12-01`; undefined leaves the clock as it is
 * @returns the date that is set; undefined when none is, and the real date holds
 */
export async function setBusinessDate(ownerUrl: string, date: string | undefined): Promise<string | undefined> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ date: string | null }>(
      `UPDATE platform.business_clock SET business_date = greatest(business_date, $1)
       RETURNING business_date::text AS date`,
      [date],
    );
    return rows[0]?.date ?? undefined;
  } finally {
    await owner.end();
  }
}
