import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readSecret } from './keys.ts';
import { checkout, placesOf, preparePlaces } from './places.ts';
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
  const places = preparePlaces(placesOf());
  const compose = spawn('docker', ['compose', 'up', '--build'], {
    cwd: checkout,
    stdio: 'inherit',
    env: {
      TRADELOOM_ROLE_PASSWORD: readSecret(places, 'compose-roles'),
      POSTGRES_PASSWORD: readSecret(places, 'compose-postgres'),
      ...process.env,
    },
  });
  process.on('SIGINT', () => undefined);
  const [code] = (await once(compose, 'exit')) as [number | null];
  return code ?? 1;
}
