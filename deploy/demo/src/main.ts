import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runJourney } from './run-journey.ts';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** Plays the journey on a stack that is running already: `node deploy/demo/dist/main.js [--up-to CHAPTER]`. */
const { values } = parseArgs({ options: { 'up-to': { type: 'string' } } });
const state = process.env['TRADELOOM_STATE_DIR'];
const { passed } = await runJourney({
  platform: state ? resolve(state) : join(checkout, '.tradeloom'),
  print: (line) => process.stdout.write(`${line}\n`),
  once: false,
  ...(values['up-to'] && { upTo: Number(values['up-to']) }),
});
process.exitCode = passed ? 0 : 1;
