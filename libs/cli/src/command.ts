import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ExitCode } from './exit-code.ts';
import { type Terminal, WrongUsage } from './terminal.ts';

/** One command; its module is loaded only when it is asked for. */
export interface Command {
  readonly usage: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Options and positionals of a command line. @throws WrongUsage for an option that is not known */
export const readArguments = <O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    if (!(cause as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) throw cause;
    const message = (cause as Error).message;
    throw new WrongUsage({ en: message, zh: message });
  }
};
