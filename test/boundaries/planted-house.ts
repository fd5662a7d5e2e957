import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { plantings } from './plantings.ts';

const libs = ['kernel', 'contracts', 'chassis', 'edi', 'feeds', 'as2', 'testing'];

/** A small copy of the house in the checkout's state folder: packages with one file each, and every planting. */
export async function plantHouse(root: string): Promise<string> {
  const state = join(root, '.tradeloom');
  await mkdir(state, { recursive: true });
  const house = await mkdtemp(join(state, 'planted-'));
  for (const lib of libs) await addPackage(house, `libs/${lib}`, `@tradeloom/${lib}`, '.', 'index.ts');
  await addPackage(house, 'services/production', '@tradeloom/production', './what-if', 'what-if.ts');
  await addPackage(house, 'services/orders', '@tradeloom/orders', '.', 'main.ts');
  await addPackage(house, 'gateway', '@tradeloom/gateway', '.', 'index.ts');
  await write(join(house, 'services/orders/src/orders/order-limits.json'), '{}');
  for (const { file, imports } of plantings) await write(join(house, file), `import '${imports}';\n`);
  return house;
}

export const razeHouse = (house: string): Promise<void> => rm(house, { recursive: true });

async function addPackage(house: string, folder: string, name: string, entry: string, file: string): Promise<void> {
  const manifest = { name, exports: { [entry]: { 'tradeloom:source': `./src/${file}` } } };
  await write(join(house, folder, 'package.json'), JSON.stringify(manifest));
  await write(join(house, folder, 'src', file), 'export const here = true;\n');
  const link = join(house, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(house, folder), link);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
