import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, type JWTPayload, SignJWT } from 'jose';
import { type JWK, Provider } from 'oidc-provider';

interface Employee {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Makes another ID token of the one that was issued. @param own the provider's key */
export type Forgery = (jwt: SignJWT, own: KeyObject, claims: JWTPayload) => Promise<string>;

/** A company's own identity provider, another than ours: other keys, another client, at which somebody is signed in. */
export class CompanyProvider {
  employee: Employee = { subject: 'e-1', claims: {} };
  /** What is handed out in place of its ID tokens. */
  forgery: Forgery | undefined;
  readonly clientSecret = 'a secret of the company';
  private readonly server = createServer();

  async open(redirectUri: string): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    const issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const provider = new Provider(issuer, {
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' } as JWK] },
      clients: [{ client_id: 'tradeloom', client_secret: this.clientSecret, redirect_uris: [redirectUri] }],
      claims: { profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/who/${uid}` },
      findAccount: (_context, subject) => ({
        accountId: subject,
        claims: () => ({ sub: subject, ...this.employee.claims }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client?.clientId,
          accountId: oidc.session?.accountId,
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.server.on('request', (request, response) => {
      if (this.forgery && request.url === '/token') forge(response, this.forgery, privateKey);
      if (!request.url?.startsWith('/who/')) return void answer(request, response);
      const result = { login: { accountId: this.employee.subject, remember: false } };
      provider.interactionResult(request, response, result).then(
        (next) => response.writeHead(303, { location: next }).end(),
        (error: Error) => response.destroy(error),
      );
    });
    return issuer;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const forge = (response: ServerResponse, forgery: Forgery, own: KeyObject): void => {
  const end = response.end.bind(response);
  response.end = ((body: Buffer | string) => {
    const issued = JSON.parse(body.toString()) as { id_token: string };
    const claims = decodeJwt(issued.id_token);
    forgery(new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }), own, claims).then(
      (forged) => {
        const changed = JSON.stringify({ ...issued, id_token: forged });
        response.setHeader('content-length', Buffer.byteLength(changed));
        end(changed);
      },
      (error: Error) => response.destroy(error),
    );
    return response;
  }) as typeof response.end;
};
