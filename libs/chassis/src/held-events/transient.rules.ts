import { statusOfFault } from '../http/fault-status.ts';

const unavailable = 503;

/** The database or another service is away or gave way: nothing that the event could be blamed for. */
export const isTransient = (error: unknown): boolean => {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : statusOfFault(error);
  return status === unavailable;
};
