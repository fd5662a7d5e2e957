import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientMetadata, Provider } from 'oidc-provider';
import { DataSource } from 'typeorm';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { PublicUrl } from '../access/public-url.ts';
import { IdentityProvider } from '../sign-in/identity-provider.ts';
import { IssuedTokens } from './issued-tokens.ts';
import { KnownClients } from './known-clients.ts';
import { OauthClients, secretHashOf } from './oauth-clients.ts';
import { OauthRecords } from './oauth-records.ts';

const mount = '/oauth';

/**
 * The OAuth authorization server of the platform, below `/oauth`: RFC 6749 4.4 and RFC 7523 2.2 for partners' systems.
 * It is loaded when somebody first asks it something, so that it costs no start anything.
 */
@Injectable()
export class AuthorizationServer {
  private loading: Promise<Provider> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly keys: GatewayKeys,
    private readonly url: PublicUrl,
    private readonly tokens: IssuedTokens,
    private readonly clients: OauthClients,
    private readonly identity: IdentityProvider,
  ) {}

  serve(fastify: FastifyInstance): void {
    fastify.route({
      method: ['GET', 'POST'],
      url: `${mount}/*`,
      // The provider reads the body itself.
      onRequest: async (request, reply) => {
        const { base } = this.url;
        const provider = await this.provider();
        reply.hijack();
        await provider.callback()(belowMount(request, base), reply.raw);
      },
      handler: async () => undefined,
    });
  }

  provider(): Promise<Provider> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** People sign in here only where no other provider is configured, and never in production. */
  private portal(): ClientMetadata | null {
    const { isEmbedded, settings } = this.identity;
    if (!isEmbedded || !settings) return null;
    return {
      client_id: settings.clientId,
      client_secret: secretHashOf(settings.clientSecret),
      redirect_uris: [this.url.at('/sign-in/provider/callback')],
      id_token_signed_response_alg: 'EdDSA',
    };
  }

  private async load(): Promise<Provider> {
    const [{ Provider }, { providerConfiguration }] = await Promise.all([
      import('oidc-provider'),
      import('./provider-configuration.ts'),
    ]);
    const provider = new Provider(
      this.tokens.issuer,
      providerConfiguration({
        tokens: this.tokens,
        cookieKey: this.keys.secretFor('authorization server cookies').toString('base64url'),
        portal: this.portal(),
        adapter: (model) =>
          model === 'Client' ? new KnownClients(this.db, this.clients) : new OauthRecords(this.db, model),
      }),
    );
    provider.proxy = true;
    // No page of another site reads what is answered here: nobody draws tokens by a browser's scripts.
    provider.use(async ({ response }, next) => {
      await next();
      response.remove('access-control-allow-origin');
      response.remove('access-control-expose-headers');
    });
    provider.Client.prototype.compareClientSecret = function compare(given: string): boolean {
      return timingSafeEqual(Buffer.from(secretHashOf(given)), Buffer.from(this.clientSecret ?? ''));
    };
    return provider;
  }
}

/** The request as the provider takes it: without the mount, and for the platform's own address whatever the client said. */
const belowMount = ({ raw }: FastifyRequest, base: URL): FastifyRequest['raw'] => {
  const { url = mount } = raw;
  raw.headers['x-forwarded-proto'] = base.protocol.slice(0, -1);
  raw.headers['x-forwarded-host'] = base.host;
  return Object.assign(raw, { originalUrl: url, url: url.slice(mount.length) });
};
