import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '@tradeloom/chassis';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type * as openid from 'openid-client';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { PublicUrl } from '../access/public-url.ts';
import { cookieOf } from '../access/sessions.ts';
import type { Language } from '../portal/language.ts';
import { IdentityProvider, type ProviderSettings } from './identity-provider.ts';
import { ProviderSubjects } from './provider-subjects.ts';

const path = '/sign-in/provider';
const waitsForSeconds = 600;

/** What is remembered of a sign-in while its person is at the provider: in his own browser, sealed. */
interface Underway {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly language: Language;
}

interface Client {
  readonly library: typeof openid;
  readonly known: openid.Configuration;
}

/**
 * People sign in at an identity provider: OpenID Connect's authorization code with PKCE, state and nonce, the ID
 * token's signature checked. What comes back must belong to what this very browser began.
 */
@Injectable()
export class OpenidSignIn {
  private readonly sealingKey: Buffer;
  private readonly cookie: string;
  private readonly secure: string;
  private connecting: Promise<Client> | undefined;

  constructor(
    @Inject(CONFIGURATION) { mode }: Configuration,
    keys: GatewayKeys,
    private readonly url: PublicUrl,
    private readonly provider: IdentityProvider,
    private readonly subjects: ProviderSubjects,
  ) {
    this.sealingKey = keys.secretFor('sign-in underway');
    this.cookie = mode === 'production' ? '__Host-tradeloom_sign_in' : 'tradeloom_sign_in';
    this.secure = mode === 'production' ? '; Secure' : '';
  }

  get isOffered(): boolean {
    return this.provider.settings !== null;
  }

  /** Where to send the browser, and the `Set-Cookie` by which it is known again. @throws when the provider is away */
  async begin({ returnTo, language }: Pick<Underway, 'returnTo' | 'language'>) {
    const { library, known } = await this.client();
    const verifier = library.randomPKCECodeVerifier();
    const underway = { state: library.randomState(), nonce: library.randomNonce(), verifier, returnTo, language };
    const location = library.buildAuthorizationUrl(known, {
      redirect_uri: this.url.at(`${path}/callback`),
      scope: this.settings().scope,
      state: underway.state,
      nonce: underway.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language === 'zh' ? 'zh-CN' : 'en',
      // Ours keeps no session of its own beside the gateway's: who signs out is out.
      ...(this.provider.isEmbedded && { prompt: 'login' }),
    });
    const sealed = await new EncryptJWT(underway)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${waitsForSeconds}s`)
      .encrypt(this.sealingKey);
    return { location: location.href, setCookie: this.setCookie(sealed, waitsForSeconds) };
  }

  /** The `Set-Cookie` that forgets a sign-in that is over. */
  get over(): string {
    return this.setCookie('', 0);
  }

  /** What this browser began; null when it began nothing, or too long ago. */
  async underwayIn(cookies: string | undefined): Promise<Underway | null> {
    const sealed = cookieOf(cookies, this.cookie);
    if (!sealed) return null;
    try {
      return (await jwtDecrypt<Underway>(sealed, this.sealingKey)).payload;
    } catch {
      return null;
    }
  }

  /**
   * The login of the person whom the provider sent back; null when he is nobody here.
   * @param callback path and query, as they came
   * @throws when what came is not the answer to what was begun, or was forged
   */
  async finish(underway: Underway, callback: string): Promise<string | null> {
    const { library, known } = await this.client();
    const tokens = await library.authorizationCodeGrant(known, new URL(callback, this.url.base), {
      pkceCodeVerifier: underway.verifier,
      expectedState: underway.state,
      expectedNonce: underway.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider sent no ID token');
    const { loginClaim } = this.settings();
    const asksMore = claims[loginClaim] === undefined && known.serverMetadata().userinfo_endpoint;
    const more = asksMore ? await library.fetchUserInfo(known, tokens.access_token, claims.sub) : {};
    return this.subjects.loginOf({
      issuer: claims.iss,
      subject: claims.sub,
      login: nameIn({ ...more, ...claims }, loginClaim),
    });
  }

  private client(): Promise<Client> {
    this.connecting ??= this.connect();
    this.connecting.catch(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  private async connect(): Promise<Client> {
    const library = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.settings();
    const execute = [library.enableNonRepudiationChecks];
    // Plain http is a demo's on this machine: in production the issuer is https.
    if (issuer.protocol === 'http:') execute.push(library.allowInsecureRequests);
    const known = await library.discovery(issuer, clientId, undefined, library.ClientSecretBasic(clientSecret), {
      execute,
    });
    return { library, known };
  }

  private settings(): ProviderSettings {
    const { settings } = this.provider;
    if (!settings) throw new Error('no identity provider is configured');
    return settings;
  }

  /** Lax: the provider's redirect comes from another site, and must bring it along. */
  private setCookie(value: string, maxAge: number): string {
    return `${this.cookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${this.secure}`;
  }
}

/** An e-mail address names somebody only where the provider has verified it. */
const nameIn = (claims: Readonly<Record<string, unknown>>, claim: string): string | null => {
  const name = claims[claim];
  if (typeof name !== 'string' || (claim === 'email' && claims['email_verified'] !== true)) return null;
  return name;
};
