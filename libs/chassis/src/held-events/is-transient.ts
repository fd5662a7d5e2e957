import { statusOfFault } from '../http/fault-status.ts';

const unavailable = 503;

/** A table or column that this release needs is not there: its migrations have not run. */
const notMigrated = ['42P01', '42703'];

/** The database or another service is away, gave way or is not ready: nothing that the event could be blamed for. */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof Error && 'code' in error && notMigrated.includes(String(error.code))) return true;
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : statusOfFault(error);
  return status === unavailable;
};
