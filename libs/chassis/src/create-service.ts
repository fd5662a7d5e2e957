import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertRoutesAllowed } from './access/assert-routes-allowed.ts';
import { CONFIGURATION, type Configuration } from './configuration.ts';
import { Transactions } from './database/transactions.ts';
import { DeadlineServer } from './deadlines/deadline-server.ts';
import { Bus } from './events/bus.ts';
import { EventServer } from './events/event-server.ts';
import { Reactions } from './events/reactions.ts';
import { StuckEvents } from './events/stuck-events.ts';
import { answerWithKey } from './grpc/answers.ts';
import { packageDefinition, services } from './grpc/package-definition.ts';
import { Intake } from './held-events/intake.ts';
import { UnreadableRecords } from './held-events/unreadable-records.ts';
import { addAnswerHeaders } from './http/answer-headers.ts';
import { addHttpSpans } from './http/http-spans.ts';
import { addOpenApi } from './http/openapi.ts';
import { sendAway } from './http/send-away.ts';
import { Lifecycle } from './lifecycle.ts';
import { NestLog } from './nest-log.ts';
import { SERVICE, type ServiceDescription } from './service-description.ts';
import { assertViewsComplete } from './views/assert-views-complete.ts';

const probes = ['health/live', 'health/ready', 'metrics'];
const jsonBodyLimit = 1_048_576;
/** An id may be made of several others: a lot is named by its order, line and schedule. */
const maxParamLength = 300;

/** Every parameter is one text, the last one given; an empty one says nothing. No door need expect a list. */
const plainQuery = (query: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(query)].filter(([, value]) => value !== ''));

export interface ServiceOptions {
  /** Routes for people's browsers, outside `/api/v1`. */
  readonly pages?: readonly string[];
  /** Bodies reach the doors as the bytes that came, up to this many. For the gateway, which takes files. */
  readonly rawBodyLimit?: number;
  /** Addresses of the proxies before this service, as `10.0.0.0/8,192.168.1.1`: their word on the caller's is taken. */
  readonly trustedProxies?: string | undefined;
}

/** Builds a service with all its doors closed; `openService` lets the world in. */
export const createService = async (
  module: Type,
  { rawBodyLimit, pages = [], trustedProxies = '' }: ServiceOptions = {},
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: rawBodyLimit ?? jsonBodyLimit,
    trustProxy: trustedProxies || false,
    routerOptions: { maxParamLength, querystringParser: plainQuery },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(),
    abortOnError: false,
    bodyParser: rawBodyLimit === undefined,
  });
  const fastify = app.getHttpAdapter().getInstance();
  if (rawBodyLimit !== undefined) {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }
  addAnswerHeaders(fastify, app.get<Configuration>(CONFIGURATION).mode);
  sendAway(fastify, () => app.get(Lifecycle).isDraining());
  addHttpSpans(fastify);
  addOpenApi(app);
  app.setGlobalPrefix('api/v1', { exclude: [...probes, ...pages] });
  const strategy = new EventServer(
    app.get(Bus),
    app.get(Reactions),
    app.get(Intake),
    app.get(UnreadableRecords),
    app.get(StuckEvents),
  );
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  const deadlines = new DeadlineServer(app.get(Transactions), app.get<Configuration>(CONFIGURATION));
  app.connectMicroservice({ strategy: deadlines }, { inheritAppConfig: true });
  app.get(Lifecycle).watch(() => deadlines.problems());
  answerQuestions(app, app.get<ServiceDescription>(SERVICE).service);
  return app;
};

const answerQuestions = (app: NestFastifyApplication, service: string): void => {
  const { grpcPort, serviceKey } = app.get<Configuration>(CONFIGURATION);
  answerWithKey(serviceKey);
  const protoPackage = `tradeloom.${service}.v1`;
  if (!services.some((s) => s.file.proto.package === protoPackage)) return;
  app.connectMicroservice(
    {
      transport: Transport.GRPC,
      options: {
        package: protoPackage,
        packageDefinition: packageDefinition([protoPackage]),
        url: `${process.env['GRPC_HOST'] ?? '127.0.0.1'}:${grpcPort}`,
        // who has asked is answered
        gracefulShutdown: true,
      },
    },
    { inheritAppConfig: true },
  );
};

/** Lets requests, questions and events in, in this order, and starts the relay. */
export const openService = async (app: NestFastifyApplication): Promise<void> => {
  await app.init();
  assertRoutesAllowed(app);
  assertViewsComplete(app);
  await app.listen(app.get<Configuration>(CONFIGURATION).port, process.env['HOST'] ?? '127.0.0.1');
  await app.startAllMicroservices();
  app.get(Lifecycle).started();
};
