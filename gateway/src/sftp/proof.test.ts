import ssh2 from 'ssh2';
import { newKey } from '../../test/sftp-client.ts';
import { provesWhatItSays } from './proof.ts';

const said = Buffer.from('session id and request');

const blobOf = (publicKey: string): Buffer => {
  const key = ssh2.utils.parseKey(publicKey);
  if (key instanceof Error) throw key;
  return key.getPublicSSH();
};

const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2_048 });
const rsaKey = { algo: 'ssh-rsa', data: blobOf(rsa.public) };
const ed25519 = newKey();
const edKey = { algo: 'ssh-ed25519', data: blobOf(ed25519.public) };

const signedBy = (pair: { private: string }, hash?: string): Buffer => {
  const key = ssh2.utils.parseKey(pair.private);
  if (key instanceof Error) throw key;
  return key.sign(said, hash);
};

describe('what a client shows', () => {
  it('proves that it has the key when it has signed what was said', () => {
    expect(provesWhatItSays({ key: edKey, blob: said, signature: signedBy(ed25519) })).toBe(true);
    for (const hashAlgo of ['sha256', 'sha512']) {
      expect(provesWhatItSays({ key: rsaKey, blob: said, hashAlgo, signature: signedBy(rsa, hashAlgo) })).toBe(true);
    }
  });

  it('proves nothing when it signed something else, with another key, or not at all', () => {
    const other = newKey();
    expect(provesWhatItSays({ key: edKey, blob: Buffer.from('else'), signature: signedBy(ed25519) })).toBe(false);
    expect(provesWhatItSays({ key: edKey, blob: said, signature: signedBy(other) })).toBe(false);
    expect(provesWhatItSays({ key: edKey, signature: signedBy(ed25519) })).toBe(false);
    expect(provesWhatItSays({ key: edKey, blob: said, signature: Buffer.alloc(0) })).toBe(false);
  });

  it('proves nothing when the verification itself fails: a point that lies on no curve', () => {
    const key = { algo: 'ssh-ed25519', data: Buffer.concat([edKey.data.subarray(0, -32), Buffer.alloc(32, 255)]) };
    expect(provesWhatItSays({ key, blob: said, signature: signedBy(ed25519) })).toBe(false);
    expect(provesWhatItSays({ key: rsaKey, blob: said, hashAlgo: 'no-hash', signature: Buffer.alloc(256) })).toBe(
      false,
    );
    expect(provesWhatItSays({ key: { ...rsaKey, data: Buffer.from('x') }, blob: said, signature: said })).toBe(false);
  });

  it('is no RSA signature with SHA-1, whatever kind of key it says to be', () => {
    const signature = signedBy(rsa, 'sha1');
    for (const algo of ['ssh-rsa', 'ssh-ed25519']) {
      expect(provesWhatItSays({ key: { ...rsaKey, algo }, blob: said, signature })).toBe(false);
    }
  });

  it('may be a key that is only offered', () => {
    expect(provesWhatItSays({ key: edKey })).toBe(true);
    expect(provesWhatItSays({ key: rsaKey })).toBe(false);
    expect(provesWhatItSays({ key: rsaKey, hashAlgo: 'sha256' })).toBe(true);
  });
});
