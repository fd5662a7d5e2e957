import { log } from '@tradeloom/chassis';

type Line = Readonly<Record<string, unknown>>;

const stream = Object.getOwnPropertySymbols(log).find(({ description }) => description === 'pino.stream');

/** Hears what the service writes to its log, instead of standard output, at every level from info on. */
export class HeardLog {
  private readonly written: string[] = [];
  private readonly before: { readonly to: unknown; readonly level: string };

  constructor() {
    if (!stream) throw new Error('the log has no stream');
    this.before = { to: Reflect.get(log, stream), level: log.level };
    Reflect.set(log, stream, { write: (line: string) => this.written.push(line) });
    log.level = 'info';
  }

  get text(): string {
    return this.written.join('');
  }

  get lines(): Line[] {
    return this.written.map((line) => JSON.parse(line) as Line);
  }

  /** The events of one name, oldest first. */
  of(security: string): Line[] {
    return this.lines.filter((line) => line['security'] === security);
  }

  end(): void {
    if (stream) Reflect.set(log, stream, this.before.to);
    log.level = this.before.level;
  }
}
