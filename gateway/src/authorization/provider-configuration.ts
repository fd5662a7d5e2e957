import { createPublicKey } from 'node:crypto';
import { type AdapterFactory, type Configuration, errors, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import { type IssuedTokens, tokenLifetime } from './issued-tokens.ts';

const seconds = { one: 60, ten: 600 } as const;

interface Parts {
  readonly tokens: IssuedTokens;
  readonly cookieKey: string;
  readonly adapter: AdapterFactory;
}

const forClients = ({ oidc }: KoaContextWithOIDC): boolean => oidc.params?.['grant_type'] === 'client_credentials';

/** Partners' systems draw tokens for the API, and for nothing else (RFC 8707); nobody registers himself. */
export const providerConfiguration = ({ tokens, cookieKey, adapter }: Parts): Configuration => {
  const jwk = tokens.signingKey.export({ format: 'jwk' });
  const keyId = createPublicKey(tokens.signingKey).export({ format: 'jwk' })['x'] ?? '';
  return {
    adapter,
    jwks: { keys: [{ ...jwk, kid: keyId.slice(0, 16), use: 'sig', alg: 'EdDSA' } as JWK] },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    cookies: { keys: [cookieKey] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile'],
    claims: { profile: ['preferred_username'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (context) => (forClients(context) ? tokens.audience : []),
        getResourceServerInfo: (_context, resource) => {
          if (resource !== tokens.audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: tokens.audience,
            accessTokenTTL: tokenLifetime,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'EdDSA' } },
          };
        },
      },
    },
    routes: { token: '/token', authorization: '/authorize', jwks: '/jwks' },
    ttl: {
      AuthorizationCode: seconds.one,
      ClientCredentials: tokenLifetime,
      AccessToken: seconds.ten,
      IdToken: seconds.ten,
      Interaction: seconds.ten,
      Grant: seconds.ten,
      // The gateway's own session is the one that counts: who signs in again says his password again.
      Session: seconds.one,
    },
  };
};
