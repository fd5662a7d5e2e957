import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describedDoors } from '@tradeloom/chassis';
import { ApiKeys } from './access/api-keys.ts';
import { knowCaller } from './access/know-caller.ts';
import { Sessions } from './access/sessions.ts';
import { Forward } from './api/forward.ts';
import { readOwnJson } from './api/json-body.ts';
import { MergedOpenApi } from './api/openapi.ts';
import { fileSizeLimit } from './mailboxes/uploaded-file.ts';
import { serveFonts } from './portal/fonts.ts';

/** Pages for browsers, outside `/api/v1`. */
export const pages = ['/', 'sign-in', 'orders/:id'];

/** Files come to the mailboxes alone; a form or a JSON body is small. */
const mailboxes = /^\/api\/v1\/partners\/[^/]+\/interchanges$/;
const otherBodyLimit = 1_048_576;

/** What the gateway adds to a plain service: it finds out who calls, takes files, and forwards. */
export const prepareGateway = async (app: NestFastifyApplication): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (!mailboxes.test(route.url)) route.bodyLimit = otherBodyLimit;
  });
  knowCaller(fastify, app.get(ApiKeys), app.get(Sessions));
  await app.register(multipart, { limits: { fileSize: fileSizeLimit, files: 1 } });
  readOwnJson(fastify);
  serveFonts(fastify);
  app.get(MergedOpenApi).serve(fastify, () => describedDoors(app));
  app.get(Forward).serve(fastify);
};
