import type { FastifyInstance } from 'fastify';

/**
 * While a process is going, each answer says that its connection ends with it (RFC 9112, 9.6): the next request is sent
 * on another one, and so to another process.
 */
export const sendAway = (fastify: FastifyInstance, isGoing: () => boolean): void => {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (isGoing()) reply.header('connection', 'close');
    done(null, payload);
  });
};
