import { readFileSync } from 'node:fs';

/**
 * Loaded by a process of the platform before everything else: its wall clock is off by as many milliseconds as the file
 * says at the moment. Its monotonic clock stays true, as in life.
 */
const lookEveryMs = 200;
const file = process.env['CHAOS_CLOCK_FILE'];
const trueDate = Date;
const trueNow = Date.now;
let offsetMs = 0;

const now = (): number => trueNow() + offsetMs;

const look = (): void => {
  offsetMs = Number(readFileSync(file ?? '', 'utf8'));
};

trueDate.now = now;
globalThis.Date = new Proxy(trueDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new trueDate(now()).toString(),
});
trueDate.prototype.constructor = globalThis.Date;

look();
setInterval(look, lookEveryMs).unref();
