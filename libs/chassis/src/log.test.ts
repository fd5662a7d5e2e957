import { execFileSync } from 'node:child_process';

const log = new URL('./log.ts', import.meta.url).href;
/** What a partner may have put into a number or a name: a line of its own, a terminal's escape, an overriding mark. */
const hostile = [
  'PO-1\n{"level":60,"msg":"the vault is open"}',
  'a\r\nb',
  '\u001b[2J\u001b]0;x\u0007',
  '\0',
  '\u2028x',
];

describe('the log', () => {
  // ASVS V16.4.1
  it('keeps one line a record, whatever a record holds', () => {
    const script = `
      const { log } = await import(${JSON.stringify(log)});
      for (const text of ${JSON.stringify(hostile)}) log.warn({ number: text, err: new Error(text) }, text);`;
    const env = { ...process.env, LOG_LEVEL: 'info' };
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
    const lines = out.trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { level: number; msg: string; number: string });
    expect(records.map(({ msg, number }) => [msg, number])).toEqual(hostile.map((text) => [text, text]));
    expect(new Set(records.map(({ level }) => level))).toEqual(new Set([40]));
    // none of them may reach a terminal
    expect([...lines.join('')].filter((character) => character < ' ')).toEqual([]);
  });
});
