import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findJava } from './java.ts';
import { fetchJars } from './maven.ts';
import { type Places } from './places.ts';

/**
 * What a Java tool needs that only benchmarks use; its jars are fetched when first asked for.
 * @param name of the folder with its pom
 * @throws StartUpProblem without Java or Maven, or when the fetching fails
 */
export async function jarsOf(
  name: string,
  places: Places,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ java: string; classpath: string }> {
  const jars = await fetchJars(name, places, env);
  const files = readdirSync(jars).filter((file) => file.endsWith('.jar'));
  return { java: findJava(env), classpath: files.map((file) => join(jars, file)).join(':') };
}
