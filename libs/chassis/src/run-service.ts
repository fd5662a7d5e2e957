import { setTimeout as pause } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CONFIGURATION, type Configuration, ConfigurationError } from './configuration.ts';
import { createService, openService, type ServiceOptions } from './create-service.ts';
import { Lifecycle } from './lifecycle.ts';
import { log } from './log.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

const infrastructureFailed = 3;
const drainDeadlineMs = 25_000;

/** SIGTERM: readiness off, time for others to hear it, finish what is in flight, commit, close; all within the grace period. */
const drainOnSignal = (app: NestFastifyApplication, stopTelemetry: () => Promise<void>): void => {
  const drain = async (): Promise<void> => {
    app.get(Lifecycle).draining();
    setTimeout(() => process.exit(infrastructureFailed), drainDeadlineMs);
    await pause(app.get<Configuration>(CONFIGURATION).drainNoticeSeconds * 1000);
    await app.close();
    await stopTelemetry();
    process.exit(0);
  };
  let draining = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (draining) return;
      draining = true;
      drain().catch((error: unknown) => fatal(error, 'drain failed'));
    });
  }
};

const fatal = (error: unknown, what: string): never => {
  if (error instanceof ConfigurationError) log.fatal(error.message);
  else log.fatal({ err: error }, what);
  process.exit(infrastructureFailed);
};

/** Start, serve, drain, stop: the life of every service. */
export const runService = async (
  module: Type,
  options: ServiceOptions & { readonly prepare?: (app: NestFastifyApplication) => Promise<void> } = {},
): Promise<void> => {
  // A fault nobody caught leaves the process in an unknown state: say so in the log's own format, and stop.
  process.on('uncaughtException', (error) => fatal(error, 'uncaught'));
  try {
    const stopTelemetry = await startTelemetry(process.env['SERVICE_NAME'] ?? module.name);
    const app = await createService(module, options);
    await options.prepare?.(app);
    drainOnSignal(app, stopTelemetry);
    await openService(app);
    log.info('ready');
  } catch (error) {
    fatal(error, 'could not start');
  }
};
