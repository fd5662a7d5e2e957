import { UnauthorizedException } from '@nestjs/common';
import { type Actor, type CalledRequest, callerTokenHeader } from '@tradeloom/chassis';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKeys } from './api-keys.ts';
import { cookieOf, type Sessions, sessionCookie } from './sessions.ts';

const bearer = /^Bearer\s+(\S+)$/i;
const api = /^\/api\/v1\//;

/**
 * Before anything else: an API key, or a browser's session, says who calls. The API is refused to anybody else before
 * a byte of the body is read, and the token by which we vouch to the services is none to be brought along.
 */
export const knowCaller = (fastify: FastifyInstance, keys: ApiKeys, sessions: Sessions): void => {
  const callerOf = ({ authorization, cookie }: FastifyRequest['headers']): Promise<Actor | null> | null => {
    const key = bearer.exec(authorization ?? '')?.[1];
    if (key) return keys.callerOf(key);
    const login = sessions.loginOf(cookieOf(cookie, sessionCookie) ?? '');
    return login ? keys.callerByLogin(login) : null;
  };
  fastify.addHook('onRequest', async (request: FastifyRequest & CalledRequest) => {
    delete request.headers[callerTokenHeader];
    const caller = await callerOf(request.headers);
    if (caller) request.caller = caller;
    else if (api.test(request.url)) throw new UnauthorizedException();
  });
};
