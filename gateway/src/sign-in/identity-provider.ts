import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration, type Mode, secretOf } from '@tradeloom/chassis';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { PublicUrl } from '../access/public-url.ts';

/** The identity provider at which people sign in, and what we are to it. */
export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** the claim that names a person as we know him */
  readonly loginClaim: string;
}

const portalClientId = 'tradeloom-portal';
const embedded = 'embedded';

/** @throws Error for what must not run in production, or is incomplete */
const chosenIssuer = (env: NodeJS.ProcessEnv, mode: Mode): string | null => {
  const chosen = env['OIDC_ISSUER'] || (mode === 'production' ? null : embedded);
  if (mode !== 'production' || chosen === null) return chosen;
  if (chosen === embedded)
    throw new Error('OIDC_ISSUER: the embedded provider knows demo people, and is not for production');
  if (!chosen.startsWith('https://')) throw new Error('OIDC_ISSUER must be https in production');
  if (!env['PUBLIC_URL']) throw new Error('OIDC_ISSUER needs PUBLIC_URL, where the provider sends people back to');
  return chosen;
};

const needed = (value: string | undefined, name: string): string => {
  if (!value) throw new Error(`OIDC_ISSUER is set, ${name} is missing`);
  return value.trim();
};

/**
 * Any provider of OpenID Connect, by `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET_FILE`, `OIDC_SCOPE` and
 * `OIDC_LOGIN_CLAIM`. Where nothing is said, production has none and people sign in with their passwords; elsewhere
 * there is one of our own that knows the demo people.
 */
@Injectable()
export class IdentityProvider {
  /** Whether it is the one of our own. */
  readonly isEmbedded: boolean;
  readonly settings: ProviderSettings | null;

  constructor(@Inject(CONFIGURATION) { mode }: Configuration, keys: GatewayKeys, url: PublicUrl) {
    const { env } = process;
    const chosen = chosenIssuer(env, mode);
    this.isEmbedded = chosen === embedded;
    if (chosen === null) {
      this.settings = null;
      return;
    }
    const ours = () => ({
      issuer: new URL(url.at('/oauth')),
      clientId: portalClientId,
      clientSecret: keys.secretFor('portal client').toString('base64url'),
    });
    const theirs = () => ({
      issuer: new URL(chosen),
      clientId: needed(env['OIDC_CLIENT_ID'], 'OIDC_CLIENT_ID'),
      clientSecret: needed(secretOf(env, 'OIDC_CLIENT_SECRET'), 'OIDC_CLIENT_SECRET_FILE'),
    });
    this.settings = {
      ...(this.isEmbedded ? ours() : theirs()),
      scope: env['OIDC_SCOPE'] ?? 'openid profile',
      loginClaim: env['OIDC_LOGIN_CLAIM'] ?? 'preferred_username',
    };
  }
}
