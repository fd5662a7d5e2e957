import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A service that runs by itself. */
export interface ServiceProcess {
  /** SIGKILL: it finishes nothing. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes what it has. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Undefined while it runs, then how it ended: a service that does not even start is no proof of anything. */
  ending(): string | undefined;
}

/** @param environment what it is told beside what this process was told */
export const startProcess = (main: URL, environment: Readonly<Record<string, string>>): ServiceProcess => {
  const child = spawn(process.execPath, [fileURLToPath(main)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const told = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    kill: () => told('SIGKILL'),
    stop: () => told('SIGTERM'),
    ending: () => (child.exitCode ?? child.signalCode)?.toString(),
  };
};
