import { type Identified, type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';

/** A public key with which a partner's system comes in; one that was revoked stays revoked. */
export interface SftpKey extends Identified {
  readonly partner: string;
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string;
  readonly note: string | null;
  readonly addedBy: string;
  readonly addedAt: Date;
  /** To the hour. */
  readonly lastUsedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
}

export const SftpKeysTable = new EntitySchema<SftpKey>({
  name: 'SFTP key',
  tableName: 'sftp_keys',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    fingerprint: { type: 'text' },
    publicKey: { name: 'public_key', type: 'text' },
    note: { type: 'text', nullable: true },
    addedBy: { name: 'added_by', type: 'text' },
    addedAt: { name: 'added_at', type: 'timestamptz' },
    lastUsedAt: { name: 'last_used_at', type: 'timestamptz', nullable: true },
    revokedBy: { name: 'revoked_by', type: 'text', nullable: true },
    revokedAt: { name: 'revoked_at', type: 'timestamptz', nullable: true },
  },
});

export const SftpKeys: Noun<SftpKey> = { name: 'SFTP key', table: SftpKeysTable };
