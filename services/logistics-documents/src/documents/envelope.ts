import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A tenant's key, known by a fingerprint that may stand in the open. */
export interface TenantKey {
  readonly id: string;
  readonly key: Buffer;
}

interface Header {
  readonly tenantKey: string;
  readonly wrapIv: string;
  readonly wrappedKey: string;
  readonly wrapTag: string;
  readonly iv: string;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const magic = Buffer.from('TLA1');

export const tenantKeyFrom = (key: Buffer): TenantKey => {
  if (key.length !== keyBytes) throw new Error(`a tenant key has ${keyBytes} bytes, not ${key.length}`);
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key };
};

const encrypt = (key: Buffer, plain: Buffer, context: string) => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, body, tag: cipher.getAuthTag() };
};

const decrypt = (key: Buffer, iv: Buffer, body: Buffer, tag: Buffer, context: string): Buffer => {
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
};

/**
 * Envelope encryption: a data key of its own for every document, wrapped by the tenant's key, so that a
 * new tenant key re-wraps headers and never touches documents. `context` binds both to the document's id.
 *
 * Layout: `TLA1`, header length (uint32 BE), header (JSON), ciphertext, tag (16 bytes).
 */
export const sealEnvelope = (plain: Buffer, tenant: TenantKey, context: string): Buffer => {
  const dataKey = randomBytes(keyBytes);
  const wrapped = encrypt(tenant.key, dataKey, context);
  const sealed = encrypt(dataKey, plain, context);
  const header: Header = {
    tenantKey: tenant.id,
    wrapIv: wrapped.iv.toString('base64'),
    wrappedKey: wrapped.body.toString('base64'),
    wrapTag: wrapped.tag.toString('base64'),
    iv: sealed.iv.toString('base64'),
  };
  const head = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([magic, length, head, sealed.body, sealed.tag]);
};

/** @throws Error when the key is another tenant's, or a byte of header, text or context was changed */
export const openEnvelope = (envelope: Buffer, tenant: TenantKey, context: string): Buffer => {
  if (!envelope.subarray(0, 4).equals(magic)) throw new Error('this is no sealed document');
  const start = 8 + envelope.readUInt32BE(4);
  const header = JSON.parse(envelope.subarray(8, start).toString()) as Header;
  if (header.tenantKey !== tenant.id) throw new Error(`sealed with tenant key ${header.tenantKey}, not ${tenant.id}`);
  const part = (text: string): Buffer => Buffer.from(text, 'base64');
  const { wrapIv, wrappedKey, wrapTag, iv } = header;
  const dataKey = decrypt(tenant.key, part(wrapIv), part(wrappedKey), part(wrapTag), context);
  const end = envelope.length - tagBytes;
  return decrypt(dataKey, part(iv), envelope.subarray(start, end), envelope.subarray(end), context);
};
