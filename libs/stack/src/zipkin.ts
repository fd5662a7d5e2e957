import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findJava } from './java.ts';
import { fetchJars } from './maven.ts';
import { type Places } from './places.ts';
import { type Processes, untilReady } from './processes.ts';
import { reasonNotReady } from './readiness.ts';

/** A trace view beside the stack, spans in memory. @returns its address */
export async function startZipkin(
  processes: Processes,
  places: Places,
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const java = findJava(env);
  const folder = await fetchJars('zipkin', places, env);
  const jar = readdirSync(folder).find((file) => file.endsWith('-exec.jar'));
  if (!jar) throw new Error(`no executable jar in ${folder}`);
  const zipkin = processes.start({
    name: 'zipkin',
    command: java,
    args: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(folder, jar)],
    // its own settings list one port on all addresses; naming an address means naming all of the entry
    env: {
      ...env,
      ARMERIA_PORTS_0_IP: '127.0.0.1',
      ARMERIA_PORTS_0_PORT: String(port),
      ARMERIA_PORTS_0_PROTOCOLS_0: 'http',
    },
    cwd: places.state,
  });
  const address = `http://127.0.0.1:${port}`;
  await untilReady(zipkin, () => reasonNotReady(`${address}/health`), 90);
  return address;
}
