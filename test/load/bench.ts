import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { holdState, placesOf, preparePlaces, report, spoken } from '@tradeloom/stack';
import { type Figure, printed } from './figure.ts';

type Bench = (say: (line: string) => void) => Promise<readonly Figure[]>;

/** name -> the module that measures it; loaded when asked for, so that one benchmark does not need what another does */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  'order-intake': async () => (await import('./order-intake.ts')).orderIntake,
  trail: async () => (await import('./trail.ts')).trail,
  edi: async () => (await import('./edi/edi.ts')).edi,
  relay: async () => (await import('./relay.ts')).relay,
  fairness: async () => (await import('./fairness.ts')).fairness,
};
const WRONG_USAGE = 2;

/** `npm run bench -- NAME [--json]`: one line per figure; how it goes on is said on standard error. */
const main = async (): Promise<number> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const name = positionals[0] ?? '';
  if (positionals.length !== 1 || !Object.hasOwn(benches, name)) {
    const names = Object.keys(benches).join(', ');
    process.stderr.write(
      `${spoken({ en: `npm run bench -- NAME [--json], NAME one of: ${names}`, zh: `npm run bench -- 名称 [--json]，名称可为：${names}` })}\n`,
    );
    return WRONG_USAGE;
  }
  const places = preparePlaces(placesOf(process.env, 'bench'));
  // What another one still uses is not cleared away.
  holdState(places.state).release();
  // What another one left behind would be heard and sealed while this one measures.
  rmSync(places.state, { recursive: true, force: true });
  const bench = await benches[name]?.();
  const figures = (await bench?.((line) => void process.stderr.write(`  ${line}\n`))) ?? [];
  for (const figure of figures) process.stdout.write(`${printed(figure, values.json)}\n`);
  return 0;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(report(error)),
);
