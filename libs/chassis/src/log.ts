import { type Logger, pino } from 'pino';
import { actorOfScope, orderOfScope } from './scope.ts';
import { activeTraceId } from './telemetry/tracing.ts';

/** What an error says and where; never the query's parameters, which are business data. */
const errorOf = (error: unknown): object =>
  error instanceof Error
    ? {
        type: error.name,
        message: error.message,
        stack: error.stack,
        ...(error.cause !== undefined && { cause: errorOf(error.cause) }),
      }
    : { message: String(error) };

/**
 * JSON lines on standard output, times in UTC; a line within a trace, about an order, or of somebody's work says which
 * trace, which order and whose.
 */
export const log: Logger = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
  base: { service: process.env['SERVICE_NAME'] ?? 'tradeloom' },
  serializers: { err: errorOf },
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const traceId = activeTraceId();
    const orderId = orderOfScope();
    const by = actorOfScope();
    return {
      ...(traceId && { traceId }),
      ...(orderId && { orderId }),
      ...(by && { who: by.login, organisation: by.organisation }),
    };
  },
});
