import { Injectable } from '@nestjs/common';
import type { Actor } from '@tradeloom/chassis';
import type { FastifyRequest } from 'fastify';
import { IssuedTokens } from '../authorization/issued-tokens.ts';
import { OauthClients } from '../authorization/oauth-clients.ts';
import { ApiKeys } from './api-keys.ts';
import { Sessions } from './sessions.ts';

/** A caller who showed a token of ten minutes, not a key of his own. */
export interface TokenBearer {
  byToken?: boolean;
}

const bearer = /^Bearer\s+(\S+)$/i;
const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

/** An API key, an access token or a browser's session says who calls. */
@Injectable()
export class Callers {
  constructor(
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly tokens: IssuedTokens,
    private readonly clients: OauthClients,
  ) {}

  async of(request: FastifyRequest & TokenBearer): Promise<Actor | null> {
    const { authorization, cookie } = request.headers;
    const shown = bearer.exec(authorization ?? '')?.[1];
    if (!shown) return this.sessions.callerOf(cookie);
    if (!jwt.test(shown)) return this.keys.callerOf(shown);
    request.byToken = true;
    const client = await this.tokens.clientOf(shown);
    return client === null ? null : this.clients.callerOf(client);
  }
}
