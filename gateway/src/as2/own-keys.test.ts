import { as2Identity, pemOf } from '../../test/as2-identity.ts';
import { OwnKeys } from './own-keys.ts';

const keysOf = (pem: string): OwnKeys => {
  process.env['AS2_KEYS'] = pem;
  return new OwnKeys();
};
afterAll(() => {
  delete process.env['AS2_KEYS'];
});

describe('our own AS2 keys', () => {
  const [old, next] = [as2Identity('old'), as2Identity('next')];

  it('are pairs that belong together, in the order of certificates', () => {
    const mixed = [next.certificate.toString(), pemOf(old), next.key.export({ type: 'pkcs8', format: 'pem' })].join('');
    const { all, newest } = keysOf(mixed);
    expect(all.map(({ certificate }) => certificate.subject)).toEqual(['CN=next', 'CN=old']);
    expect(newest?.certificate.checkPrivateKey(next.key)).toBe(true);
  });

  it('vouch for themselves without a certificate, the same way at every start', () => {
    const bare = old.key.export({ type: 'pkcs8', format: 'pem' });
    const [first, second] = [keysOf(bare).newest, keysOf(bare).newest];
    expect(first?.certificate.fingerprint256).toBe(second?.certificate.fingerprint256);
    expect(first?.certificate.checkPrivateKey(old.key)).toBe(true);
  });

  it('are none where none are given, and wrong where a certificate has no key', () => {
    expect(keysOf('').newest).toBeNull();
    expect(() => keysOf(next.certificate.toString())).toThrow('AS2_KEYS holds no key for the certificate of CN=next');
  });
});
