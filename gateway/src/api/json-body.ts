import type { FastifyInstance } from 'fastify';

/** The gateway's own doors read JSON; files and forwarded requests stay the bytes that came. */
const own = /^\/api\/v1\/(demo\/|oauth-clients|quarantine\/gateway\/)/;

/** @throws a 400 when a door of our own gets a body that is no JSON */
export const readOwnJson = (fastify: FastifyInstance): void => {
  fastify.addHook('preValidation', async (request) => {
    if (!own.test(request.url) || !Buffer.isBuffer(request.body)) return;
    try {
      request.body = JSON.parse(request.body.toString('utf8'));
    } catch (error) {
      throw Object.assign(new Error('the body is no JSON', { cause: error }), { statusCode: 400 });
    }
  });
};
