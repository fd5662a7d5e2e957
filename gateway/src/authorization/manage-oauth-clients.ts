import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  Allow,
  type CalledRequest,
  ListField,
  noteSecurity,
  ObjectField,
  placeOf,
  TextField,
} from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';
import type { TokenBearer } from '../access/callers.ts';
import { OauthClients, type PublicJwk } from './oauth-clients.ts';

class PublicKeyBody {
  @TextField({ max: 10, enum: ['RSA', 'EC', 'OKP'] }) kty!: string;
  @TextField({ max: 20, description: 'the algorithm the partner signs with', example: 'ES256' }) alg!: string;
  @TextField({ max: 100, optional: true, description: 'key id' }) kid?: string;
  @TextField({ max: 10, optional: true, enum: ['sig'] }) use?: string;
  @TextField({ max: 20, optional: true, description: 'curve of an EC or OKP key' }) crv?: string;
  @TextField({ max: 200, optional: true, description: 'base64url' }) x?: string;
  @TextField({ max: 200, optional: true, description: 'base64url' }) y?: string;
  @TextField({ max: 2000, optional: true, description: 'modulus of an RSA key, base64url' }) n?: string;
  @TextField({ max: 20, optional: true, description: 'exponent of an RSA key, base64url' }) e?: string;
}

class KeySetBody {
  @ListField(() => PublicKeyBody, { minSize: 1 }) keys!: PublicKeyBody[];
}

class OauthClientBody {
  @ObjectField(() => KeySetBody, {
    optional: true,
    description: 'public keys (JWKS) for private_key_jwt; without them a secret is drawn and shown once',
  })
  jwks?: KeySetBody;
}

const who = { roles: ['owner', 'operator', 'system'] as const };

/** The OAuth clients of the caller's own organisation, for systems that draw short-lived tokens at `/oauth/token`. */
@Controller('oauth-clients')
export class ManageOauthClients {
  constructor(private readonly clients: OauthClients) {}

  /** A borrowed token lasts ten minutes: it must not make itself a client that lasts for ever. */
  @Post()
  @Allow(who)
  async add(@Req() request: FastifyRequest & CalledRequest & TokenBearer, @Body() { jwks }: OauthClientBody) {
    const { caller } = request;
    must(caller !== undefined && !request.byToken, 'gateway.oauth-client.by-token', {
      en: 'Use an API key or sign in to add a client',
      zh: '新增客户端须使用 API 密钥或登录',
    });
    const { id, secret } = await this.clients.add(
      caller,
      jwks ? jwks.keys.map((key): PublicJwk => ({ ...key })) : null,
    );
    noteSecurity('client-added', { ...placeOf(request), what: id });
    return { clientId: id, ...(secret && { clientSecret: secret }) };
  }

  @Get()
  @Allow(who)
  async see(@Req() { caller }: CalledRequest) {
    const clients = await this.clients.of(caller?.organisation ?? '');
    return {
      items: clients.map(({ id, keys, partner, createdBy, createdAt, revokedAt }) => ({
        clientId: id,
        partner,
        method: keys ? 'private_key_jwt' : 'client_secret',
        createdBy,
        createdAt,
        revokedAt,
      })),
    };
  }

  /** Tokens that are out stop working within 15 seconds. */
  @Delete(':id')
  @HttpCode(204)
  @Allow(who)
  async revoke(@Param('id') id: string, @Req() request: FastifyRequest & CalledRequest): Promise<void> {
    await this.clients.revoke(request.caller?.organisation ?? '', id);
    noteSecurity('client-revoked', { ...placeOf(request), what: id });
  }
}
