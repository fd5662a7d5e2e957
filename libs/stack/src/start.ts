import { parseArgs } from 'node:util';
import { runCompose } from './compose.ts';
import { figures, startStack } from './stack.ts';
import { report, Steps } from './steps.ts';

/** `npm start`: the platform with the demo companies, until Ctrl-C. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { traces: { type: 'boolean', default: false }, docker: { type: 'boolean', default: false } },
  });
  if (values.docker) return runCompose();
  // A Ctrl-C while starting ends us, and the watchdog ends what we had started.
  const steps = new Steps();
  const stack = await startStack({ mode: 'sandbox', traces: values.traces, steps });
  steps.say(figures(stack));
  const { gateway, zipkin } = stack.endpoints;
  const more = zipkin ? { en: `\ntraces       ${zipkin}`, zh: `\n调用链   ${zipkin}` } : { en: '', zh: '' };
  steps.say({
    en: `\nportal, API  ${gateway}\ncredentials  ${stack.places.state}/credentials.json${more.en}\nlogs         ${stack.places.logs}\nCtrl-C stops it.`,
    zh: `\n门户与接口 ${gateway}\n登录凭据 ${stack.places.state}/credentials.json${more.zh}\n日志 ${stack.places.logs}\n按 Ctrl-C 停止。`,
  });
  await new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await steps.step({ en: 'stopped', zh: '已停止' }, () => stack.stop());
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(report(error)),
);
