import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueFiles } from './catalogue-files.ts';
import { root } from './declared-events.ts';

const folder = join(root, 'docs/events');
mkdirSync(folder, { recursive: true });
for (const [name, content] of catalogueFiles()) writeFileSync(join(folder, name), content);
