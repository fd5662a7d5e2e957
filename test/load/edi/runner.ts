import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Run {
  /** Of the processor, where many read the same in turn. */
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
    return this.#answer();
  }

  /** All of its input, and then its only answer. */
  async fed(pieces: Iterable<string>): Promise<Run> {
    const { stdin } = this.#child;
    if (!stdin) throw new Error('no input');
    await pipeline(Readable.from(pieces), stdin);
    return this.#answer();
  }

  async #answer(): Promise<Run> {
    const { value: line, done } = await this.#answers.next();
    if (done) throw new Error(`no answer: exit code ${this.#child.exitCode}`);
    const [seconds = Number.NaN, messages = 0, errors = 0, peakBytes = 0] = line.split(' ').map(Number);
    return { seconds, messages, errors, peakBytes };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}
