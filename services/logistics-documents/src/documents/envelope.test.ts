import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { openEnvelope, sealEnvelope, tenantKeyFrom } from './envelope.ts';

const tenant = tenantKeyFrom(randomBytes(32));
const other = tenantKeyFrom(randomBytes(32));
const settings = { seed: 256, numRuns: 100 };

describe('a sealed document', () => {
  it('opens to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        const plain = Buffer.from(bytes);
        expect(openEnvelope(sealEnvelope(plain, tenant, 'd-1'), tenant, 'd-1').equals(plain)).toBe(true);
      }),
      settings,
    );
  });

  // ASVS V11.3.3
  it('opens no more when any byte of it was changed', () => {
    const sealed = sealEnvelope(Buffer.from('%PDF-1.7 contents'), tenant, 'd-1');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        // A flipped case or padding bit in base64 may spell the same bytes: then nothing was changed.
        let opened: Buffer | undefined;
        try {
          opened = openEnvelope(changed, tenant, 'd-1');
        } catch {
          return;
        }
        expect(opened.toString()).toBe('%PDF-1.7 contents');
        expect(at).toBeLessThan(8 + sealed.readUInt32BE(4));
      }),
      settings,
    );
  });

  it('does not open with another tenant key, nor under another document id', () => {
    const sealed = sealEnvelope(Buffer.from('secret'), tenant, 'd-1');
    expect(() => openEnvelope(sealed, other, 'd-1')).toThrow(/tenant key/);
    expect(() => openEnvelope(sealed, { ...other, id: tenant.id }, 'd-1')).toThrow(/authenticate/);
    expect(() => openEnvelope(sealed, tenant, 'd-2')).toThrow(/authenticate/);
  });

  it('shows nothing of its contents, and never the same twice', () => {
    const once = sealEnvelope(Buffer.from('contents'), tenant, 'd-1');
    expect(once.includes('contents')).toBe(false);
    expect(once.equals(sealEnvelope(Buffer.from('contents'), tenant, 'd-1'))).toBe(false);
  });

  it('needs a key of 32 bytes', () => {
    expect(() => tenantKeyFrom(randomBytes(16))).toThrow(/32 bytes/);
  });
});
