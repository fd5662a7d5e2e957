import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { checkout } from './places.ts';
import { StartUpProblem } from './start-up-problem.ts';

const noDocker = (): StartUpProblem =>
  new StartUpProblem('stack.docker.missing', {
    en: '--docker needs a running Docker, and none answers: start it, or leave --docker out to use the embedded stack',
    zh: '--docker 需要正在运行的 Docker，但没有响应：请启动 Docker，或去掉 --docker 使用内置环境',
  });

export const dockerAnswers = (): boolean =>
  spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

/** The same platform by `docker compose`, in the foreground; Ctrl-C reaches it and stops it. @returns its exit code */
export async function runCompose(): Promise<number> {
  if (!dockerAnswers()) throw noDocker();
  const password = (): string => randomBytes(24).toString('base64url');
  const compose = spawn('docker', ['compose', 'up', '--build'], {
    cwd: checkout,
    stdio: 'inherit',
    env: { TRADELOOM_ROLE_PASSWORD: password(), POSTGRES_PASSWORD: password(), ...process.env },
  });
  process.on('SIGINT', () => undefined);
  const [code] = (await once(compose, 'exit')) as [number | null];
  return code ?? 1;
}
