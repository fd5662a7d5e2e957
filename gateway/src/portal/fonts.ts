import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'));
const plainName = /^[\w.-]+\.woff2$/;

/** The pages' own font in subsets: no reader's machine need have a Chinese one. */
export const serveFonts = (fastify: FastifyInstance): void => {
  fastify.get('/assets/fonts/index.css', (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(readFileSync(join(folder, 'index.css'))),
  );
  fastify.get<{ Params: { file: string } }>('/assets/fonts/files/:file', (request, reply) => {
    const path = join(folder, 'files', request.params.file);
    if (!plainName.test(request.params.file) || !existsSync(path)) return reply.status(404).send();
    return reply
      .header('content-type', 'font/woff2')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(readFileSync(path));
  });
};
