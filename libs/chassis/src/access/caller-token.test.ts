import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Actor } from './actor.ts';
import { callerTokenSigner, callerTokenVerifier } from './caller-token.ts';

const pair = () =>
  generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const keys = pair();
const chen: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };
const verify = callerTokenVerifier(keys.publicKey);

/** jose's words for what is wrong with a token. */
const refusal = /claim|signature|algorithm|Invalid/i;

/** What the gateway signs, but for one thing. */
const token = (change: (jwt: SignJWT) => SignJWT, key = keys.privateKey): Promise<string> =>
  change(
    new SignJWT({ organisation: chen.organisation, kind: chen.kind, role: chen.role })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(chen.login)
      .setIssuer('tradeloom-gateway')
      .setExpirationTime('60s'),
  ).sign(createPrivateKey(key));

// ASVS V9.1.1, V9.1.2, V9.1.3, V9.2.1
describe('the caller token', () => {
  it('says who calls', async () => {
    expect(await verify(await callerTokenSigner(keys.privateKey)(chen))).toEqual(chen);
  });

  it('is taken from a gateway whose clock is minutes behind', async () => {
    expect(await verify(await token((jwt) => jwt.setExpirationTime('-240s')))).toEqual(chen);
  });

  it.each([
    ['is too old', () => token((jwt) => jwt.setExpirationTime('-301s'))],
    [
      'never ends',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'EdDSA' })
          .setSubject('x')
          .setIssuer('tradeloom-gateway')
          .sign(createPrivateKey(keys.privateKey)),
    ],
    ['is signed by somebody else', () => token((jwt) => jwt, pair().privateKey)],
    ['comes from another issuer', () => token((jwt) => jwt.setIssuer('somebody'))],
    [
      'is signed by the public key as a shared secret',
      () =>
        new SignJWT({ ...chen })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject('chen.li')
          .setIssuer('tradeloom-gateway')
          .setExpirationTime('60s')
          .sign(new TextEncoder().encode(keys.publicKey)),
    ],
    ['is no token', () => Promise.resolve('a.b.c')],
  ])('is refused when it %s', async (_, made) => {
    await expect(verify(await made())).rejects.toThrow(refusal);
  });
});
