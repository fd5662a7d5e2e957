import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Clocks } from './clocks.ts';

const day = 86_400_000;
const aSecond = 1_000;
/** Says on each line it is sent what time it is, by every way of asking. */
const tellsTheTime = `process.stdin.on('data', () => console.log(JSON.stringify({
  now: Date.now(), made: new Date().getTime(), called: Date.parse(Date()), fixed: new Date(0).toISOString(),
  own: new Date() instanceof Date && new Date().constructor === Date, monotonic: Math.round(performance.now()) })))`;

interface Told {
  readonly now: number;
  readonly made: number;
  readonly called: number;
  readonly fixed: string;
  readonly own: boolean;
  readonly monotonic: number;
}

describe('the clock of a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clocks-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('jumps while it runs, and back, and only the wall clock does', async () => {
    const clocks = new Clocks(folder);
    const child = spawn(process.execPath, ['-e', tellsTheTime], {
      env: { PATH: process.env['PATH'], ...clocks.environmentOf('orders') },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const told = async (): Promise<Told> => {
      child.stdin.write('?');
      return JSON.parse(String((await lines.next()).value)) as Told;
    };
    /** Asks until the process has noticed. */
    const offBy = async (offsetMs: number): Promise<Told> => {
      for (;;) {
        const answer = await told();
        if (Math.abs(answer.now - Date.now() - offsetMs) < aSecond) return answer;
      }
    };
    const first = await offBy(0);
    clocks.set('orders', -3 * day);
    const { now, made, called, fixed, own, monotonic } = await offBy(-3 * day);
    expect([made, called].every((time) => Math.abs(time - now) <= aSecond)).toBe(true);
    expect({ fixed, own }).toEqual({ fixed: '1970-01-01T00:00:00.000Z', own: true });
    expect(monotonic - first.monotonic).toBeLessThan(day);
    expect(monotonic).toBeGreaterThanOrEqual(first.monotonic);
    clocks.set('orders', 0);
    await offBy(0);
    child.stdin.end();
    await once(child, 'exit');
  });
});
