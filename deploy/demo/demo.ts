import { parseArgs } from 'node:util';
import { figures, report, type Stack, Steps, startStack } from '@tradeloom/stack';
import { runJourney } from './src/run-journey.ts';

/**
 * `npm run demo`: the platform from nothing, then one order's whole journey; up until Ctrl-C.
 * `--once` ends after the journey, with 0 only if every outcome was checked and right. `--traces` adds Zipkin.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { once: { type: 'boolean', default: false }, traces: { type: 'boolean', default: false } },
  });
  // A Ctrl-C while starting ends us, and the watchdog ends what we had started.
  const steps = new Steps((line) => void process.stdout.write(`${line}\n`));
  const stack = await startStack({ mode: 'demo', traces: values.traces, steps });
  try {
    steps.say(figures(stack));
    const passed = await play(stack, values.once);
    if (values.once) return passed ? 0 : 1;
    introduce(stack, steps);
    await untilInterrupted();
    return 0;
  } finally {
    await steps.step({ en: 'stopped', zh: '已停止' }, () => stack.stop());
  }
}

async function play({ places, endpoints }: Stack, once: boolean): Promise<boolean> {
  const { zipkin } = endpoints;
  const { passed } = await runJourney({
    platform: places.state,
    print: (line) => void process.stdout.write(`${line}\n`),
    once,
    ...(zipkin && { zipkin }),
  });
  return passed;
}

/** One person of each organisation and role that a visitor wants to be first; the rest stands in the file. */
const firstGuests = ['chen.li', 'gao.jun', 'wu.bin', 'yu.hong', 'deng.kai'];

function introduce({ credentials, places }: Stack, steps: Steps): void {
  const rows = credentials.people
    .filter(({ login }) => firstGuests.includes(login))
    .map(({ login, organisation, role, password }) => [login, `${role}, ${organisation}`, password] as const);
  const table = rows.map(([login, who, password]) => `  ${login.padEnd(10)}${who.padEnd(26)}${password}`).join('\n');
  const file = `${places.state}/credentials.json`;
  steps.say({
    en: `\nSign in at the portal (all logins and API keys: ${file})\n${table}\nCtrl-C stops it.`,
    zh: `\n门户登录（全部账号与 API 密钥见 ${file}）\n${table}\n按 Ctrl-C 停止。`,
  });
}

const untilInterrupted = (): Promise<unknown> =>
  new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(report(error)),
);
