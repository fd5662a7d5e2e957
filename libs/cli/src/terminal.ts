import { text as textOf } from 'node:stream/consumers';
import type { Text } from '@tradeloom/kernel';

export type Language = 'en' | 'zh';

/** Where a command reads and writes: results on `out`, diagnostics on `err`, so that results can be piped. */
export interface Terminal {
  readonly language: Language;
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  input(): Promise<string>;
}

export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language =>
  (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase().startsWith('zh') ? 'zh' : 'en';

/** A reader that closes early (`| head`) is no failure. */
export const processTerminal = (): Terminal => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    language: languageOf(process.env),
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    input: () => textOf(process.stdin),
  };
};

/** The command line is wrong: said together with the usage, exit code 2. */
export class WrongUsage extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.name = 'WrongUsage';
    this.text = text;
  }
}

/** Something that the command stands on is missing: exit code 3. */
export class NotAvailable extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.name = 'NotAvailable';
    this.text = text;
  }
}
