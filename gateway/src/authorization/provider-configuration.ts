import { createPublicKey } from 'node:crypto';
import {
  type AdapterFactory,
  type ClientMetadata,
  type Configuration,
  type ErrorOut,
  errors,
  type Grant,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { html } from '../portal/html.ts';
import { languageOf } from '../portal/language.ts';
import { page } from '../portal/page.ts';
import { type IssuedTokens, tokenLifetime } from './issued-tokens.ts';

const seconds = { one: 60, ten: 600 } as const;

interface Parts {
  readonly tokens: IssuedTokens;
  readonly cookieKey: string;
  /** our own pages, where people sign in here; null where they do not */
  readonly portal: ClientMetadata | null;
  readonly adapter: AdapterFactory;
}

const forClients = ({ oidc }: KoaContextWithOIDC): boolean => oidc.params?.['grant_type'] === 'client_credentials';

/** Partners' systems draw tokens for the API, and for nothing else (RFC 8707); nobody registers himself. */
export const providerConfiguration = ({ tokens, cookieKey, portal, adapter }: Parts): Configuration => {
  const jwk = tokens.signingKey.export({ format: 'jwk' });
  const keyId = createPublicKey(tokens.signingKey).export({ format: 'jwk' })['x'] ?? '';
  return {
    adapter,
    clients: portal ? [portal] : [],
    interactions: { url: (_context, { uid }) => `/people/${uid}` },
    findAccount: (_context, login) =>
      portal ? { accountId: login, claims: () => ({ sub: login, preferred_username: login }) } : undefined,
    loadExistingGrant: consentOfOurOwn,
    renderError,
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
      Session: seconds.ten,
    },
  };
};

/** Our own pages need not ask whether our own pages may know who somebody is. */
const consentOfOurOwn = async ({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> => {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
};

/** For people: a partner's system gets its errors as JSON (RFC 6749 5.2). */
const renderError = (context: KoaContextWithOIDC, { error, error_description: because }: ErrorOut): void => {
  const language = languageOf({ query: context.query, headers: context.headers });
  const zh = language === 'zh';
  context.type = 'html';
  context.body = page({
    title: zh ? '登录未完成' : 'The sign-in did not succeed',
    language,
    otherLanguageUrl: `/?lang=${zh ? 'en' : 'zh'}`,
    content: html`<p role="alert">${because ?? error}</p><p><a href="/?lang=${language}">${zh ? '重新登录' : 'Begin again'}</a></p>`,
  });
};
