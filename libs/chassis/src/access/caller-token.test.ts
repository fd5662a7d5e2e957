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
const verify = callerTokenVerifier(keys.publicKey, 'orders');

/** jose's words for what is wrong with a token. */
const refusal = /claim|typ|signature|algorithm|Invalid/i;

/** What the gateway signs, but for one thing. */
const token = (change: (jwt: SignJWT) => SignJWT, key = keys.privateKey, typ = 'caller+jwt'): Promise<string> =>
  change(
    new SignJWT({ organisation: chen.organisation, kind: chen.kind, role: chen.role })
      .setProtectedHeader({ alg: 'EdDSA', typ })
      .setSubject(chen.login)
      .setIssuer('tradeloom-gateway')
      .setAudience('tradeloom-orders')
      .setExpirationTime('60s'),
  ).sign(createPrivateKey(key));

// ASVS V9.1.1, V9.1.2, V9.1.3, V9.2.1, V9.2.2, V9.2.3, V9.2.4
describe('the caller token', () => {
  it('says who calls', async () => {
    expect(await verify(await callerTokenSigner(keys.privateKey)(chen, 'orders'))).toEqual(chen);
  });

  it('names the service it is for, another token for each', async () => {
    const sign = callerTokenSigner(keys.privateKey);
    const forFinance = await sign(chen, 'finance');
    await expect(verify(forFinance)).rejects.toThrow(refusal);
    expect(await callerTokenVerifier(keys.publicKey, 'finance')(forFinance)).toEqual(chen);
    expect(await sign(chen, 'orders')).not.toBe(forFinance);
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
          .setProtectedHeader({ alg: 'EdDSA', typ: 'caller+jwt' })
          .setSubject('x')
          .setIssuer('tradeloom-gateway')
          .setAudience('tradeloom-orders')
          .sign(createPrivateKey(keys.privateKey)),
    ],
    ['is signed by somebody else', () => token((jwt) => jwt, pair().privateKey)],
    ['is for another service', () => token((jwt) => jwt.setAudience('tradeloom-finance'))],
    ['is of another kind', () => token((jwt) => jwt, keys.privateKey, 'at+jwt')],
    ['comes from another issuer', () => token((jwt) => jwt.setIssuer('somebody'))],
    [
      'is signed by the public key as a shared secret',
      () =>
        new SignJWT({ ...chen })
          .setProtectedHeader({ alg: 'HS256', typ: 'caller+jwt' })
          .setSubject('chen.li')
          .setIssuer('tradeloom-gateway')
          .setAudience('tradeloom-orders')
          .setExpirationTime('60s')
          .sign(new TextEncoder().encode(keys.publicKey)),
    ],
    ['is no token', () => Promise.resolve('a.b.c')],
  ])('is refused when it %s', async (_, made) => {
    await expect(verify(await made())).rejects.toThrow(refusal);
  });
});
