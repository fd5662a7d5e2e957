import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '@tradeloom/chassis';
import type { Listed, Sighting } from './wanted.rules.ts';

/** What lies in partners' folders, as it was seen last, and all that was ever taken from there. */
@Injectable()
export class Sightings {
  /** What lies there, as far as we know. */
  async of(tx: Tx, partner: string): Promise<Sighting[]> {
    const rows = await tx.query<Sighting & { size: string; mtime: string }>(
      'select id, name, size, mtime, refused, taken from sftp_sightings where partner = $1 order by seen_at, name',
      [partner],
    );
    return rows.map((row) => ({ ...row, size: Number(row.size), mtime: Number(row.mtime) }));
  }

  /** It is there, and this is how it looks; what was noted of it before counts no more, unless it was taken. */
  async note(tx: Tx, partner: string, parties: readonly string[], files: readonly Listed[]): Promise<void> {
    for (const { name, size, mtime } of files)
      await tx.query(
        `insert into sftp_sightings (id, parties, partner, name, size, mtime, seen_at) values ($1, $2, $3, $4, $5, $6, now())
         on conflict (partner, name) do update
            set id = excluded.id, size = excluded.size, mtime = excluded.mtime, seen_at = now(), refused = null
          where sftp_sightings.taken is null`,
        [newId(), parties, partner, name, size, mtime],
      );
  }

  /** The file has become this interchange. @returns false when another gateway has been faster */
  async take(tx: Tx, { id }: Sighting, interchange: string): Promise<boolean> {
    const claimed = await tx.query(
      'update sftp_sightings set taken = $2 where id = $1 and taken is null returning id',
      [id, interchange],
    );
    return claimed.length > 0;
  }

  /** Remembers it for ever. @returns false when the same name with the same bytes was taken before */
  async remember(tx: Tx, partner: string, parties: readonly string[], file: Remembered): Promise<boolean> {
    const isNew = await tx.query(
      `insert into sftp_taken (partner, parties, name, size, hash, interchange) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning name`,
      [partner, parties, file.name, file.size, file.hash, file.interchange],
    );
    return isNew.length > 0;
  }

  /** The interchange that the same name with the same bytes has become before. */
  async takenBefore(
    tx: Tx,
    partner: string,
    { name, size, hash }: Omit<Remembered, 'interchange'>,
  ): Promise<string | null> {
    const [found] = await tx.query<{ interchange: string }>(
      'select interchange from sftp_taken where partner = $1 and name = $2 and size = $3 and hash = $4',
      [partner, name, size, hash],
    );
    return found?.interchange ?? null;
  }

  /** SHA-256, hex, of what was taken. */
  async hashOf(tx: Tx, partner: string, { name, size, taken }: Sighting): Promise<string | null> {
    const [found] = await tx.query<{ hash: string }>(
      'select hash from sftp_taken where partner = $1 and name = $2 and size = $3 and interchange = $4',
      [partner, name, size, taken],
    );
    return found?.hash ?? null;
  }

  async refuse(tx: Tx, { id }: Sighting, why: string): Promise<void> {
    await tx.query('update sftp_sightings set refused = $2 where id = $1', [id, why]);
  }

  async forget(tx: Tx, sightings: readonly Sighting[]): Promise<void> {
    if (sightings.length === 0) return;
    await tx.query('delete from sftp_sightings where id = any ($1)', [sightings.map(({ id }) => id)]);
  }
}

export interface Remembered {
  readonly name: string;
  readonly size: number;
  /** SHA-256, hex */
  readonly hash: string;
  readonly interchange: string;
}
