import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationError } from './configuration.ts';
import { createService, openService, type ServiceOptions } from './create-service.ts';
import { Lifecycle } from './lifecycle.ts';
import { log } from './log.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

const infrastructureFailed = 3;
const drainDeadlineMs = 25_000;

/** SIGTERM: readiness off, finish what is in flight, commit, close; all within the grace period. */
const drainOnSignal = (app: NestFastifyApplication, stopTelemetry: () => Promise<void>): void => {
  const drain = async (): Promise<void> => {
    app.get(Lifecycle).draining();
    const deadline = setTimeout(() => process.exit(infrastructureFailed), drainDeadlineMs);
    await app.close();
    await stopTelemetry();
    clearTimeout(deadline);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      drain().catch((error: unknown) => {
        log.fatal({ err: error }, 'drain failed');
        process.exit(infrastructureFailed);
      });
    });
  }
};

/** Start, serve, drain, stop: the life of every service. */
export const runService = async (
  module: Type,
  options: ServiceOptions & { readonly prepare?: (app: NestFastifyApplication) => Promise<void> } = {},
): Promise<void> => {
  try {
    const stopTelemetry = await startTelemetry(process.env['SERVICE_NAME'] ?? module.name);
    const app = await createService(module, options);
    await options.prepare?.(app);
    drainOnSignal(app, stopTelemetry);
    await openService(app);
    log.info('ready');
  } catch (error) {
    if (error instanceof ConfigurationError) log.fatal(error.message);
    else log.fatal({ err: error }, 'could not start');
    process.exit(infrastructureFailed);
  }
};
