import { createHash } from 'node:crypto';
import { decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { Scene } from '../../test/scene.ts';
import { IssuedTokens } from './issued-tokens.ts';

interface Issued {
  access_token: string;
  token_type: string;
  expires_in: number;
  error?: string;
}

describe('a partner’s system', () => {
  let scene: Scene;
  let url: string;
  beforeAll(async () => {
    scene = await Scene.open();
    url = await scene.stage.app.getUrl();
  }, 60_000);
  afterAll(() => scene.close());

  const draw = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
    const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body, headers });
    return { status: answer.status, issued: (await answer.json()) as Issued };
  };
  const addClient = async (who: string, body: object = {}) =>
    (
      await scene.call('POST', '/api/v1/oauth-clients', who, JSON.stringify(body), {
        'content-type': 'application/json',
      })
    ).json<{ clientId: string; clientSecret: string }>();
  const basic = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => ({
    authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
  });
  const filesWith = async (authorization: string, partner = 'harbor-pine') =>
    (await fetch(`${url}/api/v1/partners/${partner}/interchanges`, { headers: { authorization } })).status;

  // ASVS V10.3.2, V10.3.3
  it('draws a token of ten minutes with its secret, which does what its API key does and no more', async () => {
    const client = await addClient('harbor-pine');
    const { status, issued } = await draw({}, basic(client));
    expect({ status, ...issued }).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 600 });
    expect(await filesWith(`Bearer ${issued.access_token}`)).toBe(200);
    expect(await filesWith(`Bearer ${issued.access_token}`, 'jingsu')).toBe(404);
    const inBody = { client_id: client.clientId, client_secret: client.clientSecret };
    expect((await draw(inBody)).status).toBe(200);
  });

  it('is told its secret once: only a hash is kept', async () => {
    const { clientId, clientSecret } = await addClient('harbor-pine');
    const [row] = await scene.stage.rows<{ secret_hash: string }>(
      'select secret_hash from gateway.oauth_clients where id = $1',
      [clientId],
    );
    expect(row?.secret_hash).toBe(createHash('sha256').update(clientSecret).digest('hex'));
    const listed = await scene.call('GET', '/api/v1/oauth-clients', 'harbor-pine');
    expect(listed.text).toContain(clientId);
    expect(listed.text).not.toContain(clientSecret);
    expect((await scene.call('GET', '/api/v1/oauth-clients', 'jingsu')).text).not.toContain(clientId);
  });

  // ASVS V10.4.10, V10.4.11
  it('is refused with a wrong secret, an unknown name, another audience', async () => {
    const client = await addClient('harbor-pine');
    expect(await draw({}, basic({ ...client, clientSecret: 'guessed' }))).toMatchObject({
      status: 401,
      issued: { error: 'invalid_client' },
    });
    expect((await draw({}, basic({ clientId: 'tlc_none', clientSecret: 'guessed' }))).status).toBe(401);
    expect(await draw({ resource: 'https://elsewhere.example/' }, basic(client))).toMatchObject({
      status: 400,
      issued: { error: 'invalid_target' },
    });
  });

  it('signs with a key of its own where it published one, once with each assertion', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const { x = '', y = '' } = await exportJWK(publicKey);
    const { clientId } = await addClient('harbor-pine', {
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: 'k1', x, y }] },
    });
    const { issuer } = (await (await fetch(`${url}/oauth/.well-known/openid-configuration`)).json()) as {
      issuer: string;
    };
    const assertion = await new SignJWT({ jti: 'first' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(privateKey);
    const form = {
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    };
    const { status, issued } = await draw(form);
    expect(status).toBe(200);
    expect(await filesWith(`Bearer ${issued.access_token}`)).toBe(200);
    expect((await draw(form)).status).toBe(401);
  });

  it('cannot make a token itself, nor change one, nor use one that was meant for another', async () => {
    const { issued } = await draw({}, basic(await addClient('harbor-pine')));
    const [head = '', body = '', seal = ''] = issued.access_token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const other = Buffer.from(JSON.stringify({ ...claims, exp: Number(claims['exp']) + 9_999 })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const { privateKey } = await generateKeyPair('EdDSA');
    const ownSeal = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' }).sign(privateKey);
    for (const bad of [`${head}.${other}.${seal}`, `${unsigned}.${body}.${seal}`, ownSeal]) {
      expect(await filesWith(`Bearer ${bad}`)).toBe(401);
    }
    expect(claims['aud']).toMatch(/\/api\/v1$/);
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600);
    expect([claims['scope'], Object.keys(issued).includes('refresh_token')]).toEqual([undefined, false]);
  });

  // ASVS V10.3.1
  it.each([
    ['for another audience', { aud: 'https://elsewhere.example/api' }, 'at+jwt'],
    ['by another issuer', { iss: 'https://elsewhere.example' }, 'at+jwt'],
    ['that is over', { exp: 1 }, 'at+jwt'],
    ['that says who somebody is, not what he may', {}, 'JWT'],
  ])('gets nothing for a token of the platform’s own key %s', async (_, change, typ) => {
    const { issued } = await draw({}, basic(await addClient('harbor-pine')));
    const { signingKey } = scene.stage.app.get(IssuedTokens);
    const signed = (claims: object, as: string) =>
      new SignJWT({ ...decodeJwt(issued.access_token), ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: as })
        .sign(signingKey);
    expect(await filesWith(`Bearer ${await signed({}, 'at+jwt')}`)).toBe(200);
    expect(await filesWith(`Bearer ${await signed(change, typ)}`)).toBe(401);
  });

  // ASVS V10.4.4
  it('is granted nothing by a password, a code or a refresh token, and registers no client', async () => {
    const client = basic(await addClient('harbor-pine'));
    for (const grant_type of ['password', 'authorization_code', 'refresh_token', 'implicit']) {
      const form = { grant_type, username: 'chen.li', password: 'x', code: 'x', refresh_token: 'x', redirect_uri: url };
      const { status, issued } = await draw(form, client);
      expect([grant_type, status, issued.access_token]).toEqual([grant_type, 400, undefined]);
    }
    expect((await fetch(`${url}/oauth/reg`, { method: 'POST' })).status).toBe(404);
  });

  it('publishes the key by which its tokens can be checked, and never the other half', async () => {
    const { issued } = await draw({}, basic(await addClient('harbor-pine')));
    const text = await (await fetch(`${url}/oauth/jwks`)).text();
    expect(text).not.toContain('"d"');
    const [key] = (JSON.parse(text) as { keys: { crv: string; kty: string; x: string }[] }).keys;
    await expect(jwtVerify(issued.access_token, key ?? {}, { algorithms: ['EdDSA'] })).resolves.toBeDefined();
  });

  it('that was revoked draws no token, and those it has end within a minute', async () => {
    const client = await addClient('harbor-pine');
    const { issued } = await draw({}, basic(client));
    expect(await filesWith(`Bearer ${issued.access_token}`)).toBe(200);
    const revoke = (who: string) => scene.call('DELETE', `/api/v1/oauth-clients/${client.clientId}`, who);
    expect((await revoke('jingsu')).status).toBe(404);
    expect((await revoke('harbor-pine')).status).toBe(204);
    expect((await draw({}, basic(client))).status).toBe(401);
    expect(await filesWith(`Bearer ${issued.access_token}`)).toBe(401);
  });

  it('makes no lasting client with a borrowed token; nor does a sales person', async () => {
    const { issued } = await draw({}, basic(await addClient('harbor-pine')));
    const answer = await fetch(`${url}/api/v1/oauth-clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${issued.access_token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'gateway.oauth-client.by-token' }]);
    const sales = await scene.call('POST', '/api/v1/oauth-clients', 'chen.li', '{}', {
      'content-type': 'application/json',
    });
    expect(sales.status).toBe(403);
  });
});
