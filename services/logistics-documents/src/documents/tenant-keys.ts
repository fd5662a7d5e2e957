import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, writeDurably } from './durable-file.ts';
import { type TenantKey, tenantKeyFrom } from './envelope.ts';

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** One key file per tenant, 32 bytes in base64, beside or mounted apart from the archive. */
export class TenantKeys {
  constructor(
    private readonly folder: string,
    private readonly archive: string,
  ) {}

  /**
   * The tenant's key; drawn when the tenant archives its first document.
   * @throws Error when documents exist but their key is gone: a new one would hide the loss
   */
  async of(tenant: string): Promise<TenantKey> {
    const path = join(this.folder, `${tenant}.key`);
    try {
      return tenantKeyFrom(Buffer.from(await readFile(path, 'utf8'), 'base64'));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    if ((await filesIn(join(this.archive, tenant))).length > 0) {
      throw new Error(`documents of ${tenant} are archived but its key ${path} is missing`);
    }
    const key = randomBytes(32);
    await writeDurably(path, Buffer.from(key.toString('base64')));
    return tenantKeyFrom(key);
  }
}
