import type { Text } from '@tradeloom/kernel';
import { StartUpProblem } from './start-up-problem.ts';

/** The reader's language, as the system says it. */
export const spoken = (text: Text, env: NodeJS.ProcessEnv = process.env): string =>
  /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? text.zh : text.en;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Tells a person at the terminal what is being done, step by step, with the elapsed time. */
export class Steps {
  readonly #since = performance.now();

  constructor(private readonly write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)) {}

  /** Runs one step and prints it when done; a failed one is printed as failed, and its error goes on. */
  async step<T>(text: Text, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    try {
      const result = await work();
      this.write(`  ✓ ${spoken(text)}  ${seconds(since)}`);
      return result;
    } catch (error) {
      this.write(`  ✗ ${spoken(text)}  ${seconds(since)}`);
      throw error;
    }
  }

  say(text: Text): void {
    this.write(spoken(text));
  }

  elapsedSeconds(): number {
    return (performance.now() - this.#since) / 1000;
  }
}

/** Prints a failure, one line for a known one, the whole trace for a defect. @returns the exit code */
export function report(error: unknown, write = (line: string): void => void process.stderr.write(`${line}\n`)): number {
  if (!(error instanceof StartUpProblem)) {
    write(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
  const log = error.log ? spoken({ en: ` (log: ${error.log})`, zh: `（日志：${error.log}）` }) : '';
  write(`${spoken(error.text)}${log}`);
  return error.exitCode;
}
