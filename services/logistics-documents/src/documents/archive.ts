import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@tradeloom/kernel';
import { isMissing, writeDurably } from './durable-file.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { TenantKeys } from './tenant-keys.ts';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Whose document it is, and the hash its bytes must have. */
export interface Archived {
  readonly id: string;
  readonly tenant: string;
  readonly sha256: string;
}

/** Two copies of every document: the PDF for daily work, and one encrypted for its tenant. */
export class Archive {
  private readonly keys: TenantKeys;

  constructor(
    private readonly folder: string,
    keyFolder: string,
    private readonly reportDamage: (documentId: string) => void,
  ) {
    this.keys = new TenantKeys(keyFolder, folder);
  }

  /** Keeps both copies durably, or neither; answers the SHA-256 of the PDF. */
  async keep({ id, tenant }: Omit<Archived, 'sha256'>, pdf: Buffer): Promise<string> {
    const key = await this.keys.of(tenant);
    try {
      await writeDurably(this.sealedPath({ id, tenant }), sealEnvelope(pdf, key, id));
      await writeDurably(this.plainPath({ id, tenant }), pdf);
    } catch (error) {
      await this.discard({ id, tenant });
      throw error;
    }
    return sha256Of(pdf);
  }

  /** The PDF, once its hash was verified; a daily copy that is damaged or gone is reported, the archived one answered. */
  async read(document: Archived): Promise<Buffer> {
    const plain = await this.plain(document);
    if (plain) return plain;
    this.reportDamage(document.id);
    const opened = await this.open(document);
    if (sha256Of(opened) === document.sha256) return opened;
    throw new DomainError(
      'logistics.document.damaged',
      { en: 'Neither copy of the document has its recorded hash', zh: '单据的两份副本均与登记的哈希值不符' },
      { document: document.id },
      'conflict',
    );
  }

  /** The archived copy, decrypted. */
  async open(document: Omit<Archived, 'sha256'>): Promise<Buffer> {
    const sealed = await readFile(this.sealedPath(document));
    return openEnvelope(sealed, await this.keys.of(document.tenant), document.id);
  }

  /** Takes back what was kept for a set that did not come about. */
  async discard(document: Omit<Archived, 'sha256'>): Promise<void> {
    await rm(this.plainPath(document), { force: true });
    await rm(this.sealedPath(document), { force: true });
  }

  private async plain(document: Archived): Promise<Buffer | null> {
    try {
      const bytes = await readFile(this.plainPath(document));
      return sha256Of(bytes) === document.sha256 ? bytes : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  private plainPath({ id, tenant }: Omit<Archived, 'sha256'>): string {
    return join(this.folder, tenant, `${id}.pdf`);
  }

  private sealedPath({ id, tenant }: Omit<Archived, 'sha256'>): string {
    return join(this.folder, tenant, `${id}.pdf.sealed`);
  }
}

/** `ARCHIVE_DIR` is required; keys lie in `ARCHIVE_KEYS_DIR`, by default beside the documents. */
export const archiveFrom = (env: NodeJS.ProcessEnv, reportDamage: (documentId: string) => void): Archive => {
  const folder = env['ARCHIVE_DIR'];
  if (!folder) throw new Error('ARCHIVE_DIR is missing: the folder for documents and their archived copies');
  return new Archive(join(folder, 'documents'), env['ARCHIVE_KEYS_DIR'] ?? join(folder, 'keys'), reportDamage);
};
