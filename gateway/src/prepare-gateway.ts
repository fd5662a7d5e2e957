import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describedDoors } from '@tradeloom/chassis';
import type { preParsingHookHandler } from 'fastify';
import { Callers } from './access/callers.ts';
import { knowCaller } from './access/know-caller.ts';
import { refuseOtherOrigins } from './access/own-origin.ts';
import { PublicUrl } from './access/public-url.ts';
import { Forward } from './api/forward.ts';
import { readOwnJson } from './api/json-body.ts';
import { MergedOpenApi } from './api/openapi.ts';
import { OpenBodies } from './as2/open-bodies.ts';
import { AuthorizationServer } from './authorization/authorization-server.ts';
import { DemoPeople } from './authorization/demo-people.ts';
import { fileSizeLimit } from './mailboxes/uploaded-file.ts';
import { serveFonts } from './portal/fonts.ts';
import { serveStyle } from './portal/style.ts';
import { RateLimits } from './rate-limits/rate-limits.ts';
import { IdentityProvider } from './sign-in/identity-provider.ts';

/** Pages for browsers, outside `/api/v1`. */
export const pages = [
  '/',
  'sign-in',
  'sign-in/provider',
  'sign-in/provider/callback',
  'sign-out',
  'orders/:id',
  'exchange',
  'exchange/:id',
  'as2',
  'feeds',
  'feeds/:partner',
  'feeds/drafts/:id',
  'feeds/drafts/:id/mapping',
  'feeds/drafts/:id/send',
  'feeds/drafts/:id/corrected',
  'feeds/files/:id',
];

/** Files come to the mailboxes alone; a form or a JSON body is small. */
const mailboxes = /^(\/api\/v1\/partners\/[^/]+\/(interchanges|feed-previews)|\/feeds\/:partner|\/as2)$/;
const as2Door = '/as2';
const otherBodyLimit = 1_048_576;

/** What the gateway adds to a plain service: it finds out who calls, takes files, and forwards. */
export const prepareGateway = async (app: NestFastifyApplication): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  const openBodies = app.get(OpenBodies);
  const countAs2: preParsingHookHandler = (request, reply, body, done) =>
    done(null, openBodies.count(request, reply, body));
  fastify.addHook('onRoute', (route) => {
    if (!mailboxes.test(route.url)) route.bodyLimit = otherBodyLimit;
    if (route.url === as2Door) route.preParsing = countAs2;
  });
  refuseOtherOrigins(fastify, app.get(PublicUrl).base.host);
  knowCaller(fastify, app.get(Callers), app.get(RateLimits));
  await app.register(multipart, { limits: { fileSize: fileSizeLimit, files: 1 } });
  readOwnJson(fastify);
  serveFonts(fastify);
  serveStyle(fastify);
  app.get(MergedOpenApi).serve(fastify, () => describedDoors(app));
  app.get(AuthorizationServer).serve(fastify);
  if (app.get(IdentityProvider).isEmbedded) app.get(DemoPeople).serve(fastify);
  app.get(Forward).serve(fastify);
};
