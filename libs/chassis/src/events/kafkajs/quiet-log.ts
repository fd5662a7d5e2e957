import { type logCreator, logLevel } from 'kafkajs';
import { log } from '../../log.ts';

/** The client reports answers that it will retry as errors: they are none until it gives up, and then it throws. */
const retriable =
  /retriable|coordinator|rebalanc|not the leader|does not host|Connection error|Connection timeout|Closed connection/i;

/** @param complaint told every error, also one that is not worth a line in the log */
export const quietLog =
  (complaint: (text: string) => void): logCreator =>
  () =>
  ({ level, log: { message, error } }) => {
    const text = error ? `${message}: ${String(error)}` : message;
    if (level <= logLevel.ERROR) complaint(text);
    if (level > logLevel.ERROR || retriable.test(text)) log.debug({ client: 'kafkajs' }, text);
    else log.error({ client: 'kafkajs' }, text);
  };
