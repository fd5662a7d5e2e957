import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { notReady, processEnded } from './start-up-problem.ts';
import { postWatchdog, type Watchdog } from './watchdog.ts';

export interface ProcessPlan {
  /** unique in the stack; its log is `<logs>/<name>.log` */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** how it is asked to end; SIGTERM unless said otherwise */
  readonly stopSignal?: NodeJS.Signals;
  /** run as this user (only root can say so) */
  readonly as?: { readonly uid: number; readonly gid: number };
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  /** `undefined` while it runs, then how it ended (`exit code 1`, `SIGKILL`) */
  ending(): string | undefined;
  /** resolves when it has ended, by whomever */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** as long as a database and a broker may take to write everything down; services drain much faster when idle */
const STOP_DEADLINE_MS = 15_000;
const POLL_MS = 50;

/** Starts the stack's processes, each with its own log, and answers for their end: asked for, failed or orphaned. */
export class Processes {
  readonly #running: RunningProcess[] = [];
  readonly #watchdog: Watchdog = postWatchdog();
  #stopping = false;

  constructor(readonly logs: string) {}

  start(plan: ProcessPlan): RunningProcess {
    // what was still being fetched when another part failed must not come up after the end
    if (this.#stopping) throw new Error(`${plan.name} is not started: the stack is stopping`);
    const log = join(this.logs, `${plan.name}.log`);
    // what a part that ended had to say is read after it was started again
    const output = openSync(log, this.#running.some(({ name }) => name === plan.name) ? 'a' : 'w', 0o600);
    // Its own session: Ctrl-C reaches us alone, and we stop the processes in order.
    const child = spawn(plan.command, plan.args, {
      cwd: plan.cwd,
      env: plan.env,
      stdio: ['ignore', output, output],
      detached: true,
      ...plan.as,
    });
    closeSync(output);
    const running = this.#watch(plan, child, log);
    this.#running.push(running);
    return running;
  }

  #watch(plan: ProcessPlan, child: ChildProcess, log: string): RunningProcess {
    const signal = plan.stopSignal ?? 'SIGTERM';
    let ending: string | undefined;
    const ended = new Promise<string>((done) => {
      const note = (how: string) => {
        ending ??= how;
        if (child.pid) this.#watchdog.drop(child.pid);
        done(ending);
      };
      child.once('error', (error) => note(error.message));
      child.once('exit', (code, killedBy) => note(killedBy ?? `exit code ${code}`));
    });
    if (child.pid) this.#watchdog.add(child.pid, signal.replace('SIG', ''));
    return {
      name: plan.name,
      pid: child.pid ?? 0,
      log,
      ending: () => ending,
      ended,
      stop: async () => {
        if (ending !== undefined) return;
        child.kill(signal);
        const late = new AbortController();
        const killing = wait(STOP_DEADLINE_MS, undefined, { signal: late.signal }).then(
          () => child.kill('SIGKILL'),
          () => false,
        );
        await ended;
        late.abort();
        await killing;
      },
    };
  }

  all(): readonly RunningProcess[] {
    return this.#running.filter((running) => running.ending() === undefined);
  }

  /** Last started, first stopped; those of one wave together. @param waves names, in the order of stopping */
  async stopAll(...waves: ((name: string) => boolean)[]): Promise<void> {
    this.#stopping = true;
    for (const wave of [...waves, () => true]) {
      await Promise.all(
        this.all()
          .filter((p) => wave(p.name))
          .map((p) => p.stop()),
      );
    }
    this.#watchdog.dismiss();
  }
}

/**
 * Asks again and again until the process is ready.
 * @param probe resolves to undefined when ready, else to the reason why not yet
 * @throws StartUpProblem when the process ends, or the deadline passes
 */
export async function untilReady(
  running: RunningProcess,
  probe: () => Promise<string | undefined>,
  deadlineSeconds = 60,
): Promise<void> {
  const deadline = performance.now() + deadlineSeconds * 1000;
  for (;;) {
    const ending = running.ending();
    if (ending !== undefined) throw processEnded(running.name, ending, running.log);
    const reason = await probe();
    if (reason === undefined) return;
    if (performance.now() > deadline) throw notReady(running.name, deadlineSeconds, reason, running.log);
    await wait(POLL_MS);
  }
}

/** Runs a command to its end, its output into a log. @returns its exit code; 127 when it is not there */
export async function runToEnd(
  command: string,
  args: readonly string[],
  log: string,
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly as?: { uid: number; gid: number } } = {},
): Promise<number> {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(command, args, {
      stdio: ['ignore', output, output],
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...options.as,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 127;
    throw error;
  } finally {
    closeSync(output);
  }
}
