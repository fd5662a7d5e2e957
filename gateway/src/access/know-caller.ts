import { NotFoundException, UnauthorizedException } from '@nestjs/common';
import { type CalledRequest, callerTokenHeader } from '@tradeloom/chassis';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { Callers } from './callers.ts';
import { asksForInsides } from './own-network.ts';

const api = /^\/api\/v1\//;
const personsPage = /^\/orders\//;

/**
 * Before anything else: who calls, and whether he has called too often. The API is refused to anybody unknown before a
 * byte of the body is read, figures about us to anybody outside; the token by which we vouch to the services is none to
 * be brought along.
 */
export const knowCaller = (fastify: FastifyInstance, callers: Callers, limits: RateLimits): void => {
  fastify.addHook('onRequest', async (request: FastifyRequest & CalledRequest, reply: FastifyReply) => {
    delete request.headers[callerTokenHeader];
    if (asksForInsides(request.url, request.ip)) throw new NotFoundException();
    const caller = await callers.of(request);
    if (caller) request.caller = caller;
    await limits.take(request, reply);
    if (!caller && request.method === 'GET' && personsPage.test(request.url)) {
      return reply.redirect(`/?return=${encodeURIComponent(request.url)}`, 302);
    }
    if (!caller && api.test(request.url)) throw new UnauthorizedException();
    return undefined;
  });
};
