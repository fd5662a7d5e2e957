/**
 * What the BIS has no element for is said in a note, in words that a person reads in either language and that our
 * reader knows again. A note may hold several, one a line, before the sender's own words.
 */
export interface Remark<T> {
  say(value: T): string;
  /** Undefined where the line is not this remark. */
  hear(line: string): T | undefined;
}

/** One of several fixed sentences. */
export const sentences = <T extends string>(words: Readonly<Record<T, string>>): Remark<T> => ({
  say: (value) => words[value],
  hear: (line) => (Object.entries(words) as [T, string][]).find(([, sentence]) => sentence === line)?.[0],
});

/** `Order of 2026-12-07 / 订单日期 2026-12-07` */
export const orderDate: Remark<string> = {
  say: (date) => `Order of ${date} / 订单日期 ${date}`,
  hear: (line) => /^Order of (\d{4}-\d{2}-\d{2}) \/ 订单日期 \1$/.exec(line)?.[1],
};

/** `Ordered 480 PCE / 订购 480 PCE`: what an answer of another quantity is about. */
export const ordered: Remark<{ quantity: string; unit: string }> = {
  say: ({ quantity, unit }) => `Ordered ${quantity} ${unit} / 订购 ${quantity} ${unit}`,
  hear: (line) => {
    const [, quantity, unit] = /^Ordered (-?[\d.]+) (\S+) \/ 订购 \1 \2$/.exec(line) ?? [];
    return quantity === undefined || unit === undefined ? undefined : { quantity, unit };
  },
};

/** The lines of a note that our remarks take, and what is left. */
export class Noted {
  private readonly lines: string[];

  constructor(note: string | undefined) {
    this.lines = note === undefined ? [] : note.split('\n');
  }

  take<T>(remark: Remark<T>): T | undefined {
    const [first] = this.lines;
    const heard = first === undefined ? undefined : remark.hear(first.trim());
    if (heard !== undefined) this.lines.shift();
    return heard;
  }

  get rest(): string | undefined {
    return this.lines.join('\n') || undefined;
  }
}

export const noteOf = (...lines: readonly (string | undefined)[]): string | undefined =>
  lines.filter((line) => line !== undefined).join('\n') || undefined;
