import type { CalledRequest } from '@tradeloom/chassis';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKeys } from './api-keys.ts';
import { cookieOf, type Sessions, sessionCookie } from './sessions.ts';

const bearer = /^Bearer\s+(\S+)$/i;

/** Before anything else: an API key, or a browser's session, says who calls. Without either the guard refuses. */
export const knowCaller = (fastify: FastifyInstance, keys: ApiKeys, sessions: Sessions): void => {
  fastify.addHook('onRequest', async (request: FastifyRequest & CalledRequest) => {
    const key = bearer.exec(request.headers.authorization ?? '')?.[1];
    const cookie = cookieOf(request.headers.cookie, sessionCookie);
    const caller = key ? await keys.callerOf(key) : cookie ? sessions.callerOf(cookie) : null;
    if (caller) request.caller = caller;
  });
};
