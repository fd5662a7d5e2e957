import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

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
  readonly #answers: Interface;

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.#child;
    if (!stdout) throw new Error(`${command} has no output`);
    this.#answers = createInterface({ input: stdout });
  }

  async run(job: string): Promise<Run> {
    const answer = Promise.race([
      once(this.#answers, 'line'),
      once(this.#child, 'exit').then(([code]) => Promise.reject(new Error(`"${job}" ended with exit code ${code}`))),
    ]);
    this.#child.stdin?.write(`${job}\n`);
    const [line] = (await answer) as [string];
    const [seconds = Number.NaN, messages = 0, errors = 0, peakBytes = 0] = line.split(' ').map(Number);
    return { seconds, messages, errors, peakBytes };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}
