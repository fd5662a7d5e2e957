import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Mode } from '../configuration.ts';

/** Pages bring style, fonts and images of our own, and nothing that runs; no other site shows them in a frame. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `font-src 'self'`,
  `img-src 'self'`,
  `form-action 'self'`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const always = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  // not `no-referrer`: browsers would then send forms without their origin
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // what stays the same for everybody says so itself
  'cache-control': 'no-store',
} as const;

/** Two years (RFC 6797); browsers heed it only where it came encrypted. */
const encryptedOnly = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } as const;

export const answerHeaders = (mode: Mode): Map<string, string> =>
  new Map(Object.entries({ ...always, ...(mode === 'production' && encryptedOnly) }));

/**
 * The headers of every answer: pages, API, downloads, errors, and what a library answers by itself; therefore they are
 * set on Node's own response, where each answer may still say otherwise.
 */
export const addAnswerHeaders = (fastify: FastifyInstance, mode: Mode): void => {
  const headers = answerHeaders(mode);
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    reply.raw.setHeaders(headers);
    done();
  });
};
