import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jarsOf, type Places } from '@tradeloom/stack';
import { Runner } from './runner.ts';
import { staediSchema } from './staedi-schema.ts';

/** StAEDI on one core, holding the messages against our own structure tables. @param folder for the schemas */
export const startStaedi = async (types: readonly string[], folder: string, places: Places): Promise<Runner> => {
  const { java, classpath } = await jarsOf('staedi', places);
  const schemas = types.map((type) => {
    const path = join(folder, `${type}.xml`);
    writeFileSync(path, staediSchema(type));
    return `${type}=${path}`;
  });
  const oneCore = ['-XX:ActiveProcessorCount=1', '-XX:+UseSerialGC', '-Xmx1g'];
  return new Runner(java, [...oneCore, '-cp', classpath, join(import.meta.dirname, 'StaediBench.java'), ...schemas]);
};
