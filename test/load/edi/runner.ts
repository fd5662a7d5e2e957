import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Run {
  readonly seconds: number;
  /** Messages read; what the peer does not count is 0. */
  readonly messages: number;
  /** Findings; for a generated file there are none. */
  readonly errors: number;
  /** The most memory the process has had, bytes; 0 where it does not say. */
  readonly peakBytes: number;
}

/** A reader in a process of its own, told line by line what to read: one at a time runs, and each keeps warm. */
export class Runner {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.#child;
    if (!stdout) throw new Error(`${command} has no output`);
    this.#answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  async run(job: string): Promise<Run> {
    this.#child.stdin?.write(`${job}\n`);
    const { value: line, done } = await this.#answers.next();
    if (done) throw new Error(`"${job}" was not answered: exit code ${this.#child.exitCode}`);
    const [seconds = Number.NaN, messages = 0, errors = 0, peakBytes = 0] = line.split(' ').map(Number);
    return { seconds, messages, errors, peakBytes };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}
