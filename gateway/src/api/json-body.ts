import type { FastifyInstance } from 'fastify';

/** The gateway's own doors read JSON; files and forwarded requests stay the bytes that came. */
const own =
  /^\/api\/v1\/(demo\/|oauth-clients|webhooks|quarantine\/gateway\/|partners\/[^/]+\/(sftp-keys|sftp-connection|as2|feed-mappings|feed-settings|profile|maps))/;

/** @throws a 400 when a door of our own gets a body that is no JSON */
export const readOwnJson = (fastify: FastifyInstance): void => {
  // Fastify's own: it refuses a body that means to change what all objects are.
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!own.test(request.url) || !Buffer.isBuffer(request.body)) return done();
    return parse(request, request.body.toString('utf8'), (error, body) => {
      request.body = body;
      done(error ? Object.assign(error, { statusCode: 400 }) : undefined);
    });
  });
};
