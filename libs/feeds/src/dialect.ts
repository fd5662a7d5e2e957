import type { Text } from '@tradeloom/kernel';

export type Delimiter = ',' | '，' | ';' | '\t' | '|';

export interface Dialect {
  readonly delimiter: Delimiter;
  /** The file began with Excel's `sep=` line; it is not a row. */
  readonly separatorLine: boolean;
  readonly lineEnd: '\r\n' | '\n' | '\r';
  readonly evidence: Text;
}

const delimiters: readonly Delimiter[] = [',', '\t', ';', '|', '，'];
const names: Readonly<Record<Delimiter, Text>> = {
  ',': { en: 'comma', zh: '逗号' },
  '，': { en: 'full-width comma', zh: '全角逗号' },
  ';': { en: 'semicolon', zh: '分号' },
  '\t': { en: 'tab', zh: '制表符' },
  '|': { en: 'pipe', zh: '竖线' },
};
const separatorLine = /^"?sep=(.)"?(\r\n|\n|\r|$)/i;

/** Reads the dialect off the text's beginning; `body` is the text without a `sep=` line. */
export const detectDialect = (text: string): { dialect: Dialect; body: string } => {
  const stated = separatorLine.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const lineEnd = lineEndOf(text);
  const said = stated?.[1] as Delimiter | undefined;
  if (said && delimiters.includes(said)) {
    const evidence = { en: `sep= line names the ${names[said].en}`, zh: `sep= 行指定${names[said].zh}` };
    return { dialect: { delimiter: said, separatorLine: true, lineEnd, evidence }, body };
  }
  const lines = firstLines(body);
  const votes = delimiters.map((delimiter) => ({ delimiter, ...steadiness(lines, delimiter) }));
  const best = votes.reduce((a, b) => (b.steady > a.steady || (b.steady === a.steady && b.most > a.most) ? b : a));
  const evidence = {
    en: `${best.steady} of ${lines.length} lines have ${best.most} ${names[best.delimiter].en}s`,
    zh: `${lines.length} 行中 ${best.steady} 行各有 ${best.most} 个${names[best.delimiter].zh}`,
  };
  return { dialect: { delimiter: best.delimiter, separatorLine: stated !== null, lineEnd, evidence }, body };
};

const lineEndOf = (text: string): Dialect['lineEnd'] => {
  const end = /\r\n|\n|\r/.exec(text)?.[0];
  return end === '\n' || end === '\r' ? end : '\r\n';
};

/** Up to 50 logical lines of the first 64 K characters: a line end inside quotes does not count. */
const firstLines = (body: string): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const physical of body.slice(0, 65_536).split(/\r\n|\n|\r/)) {
    line = line === '' ? physical : `${line}\n${physical}`;
    const open = (line.split('"').length - 1) % 2 === 1;
    if (open && line.length < 4_096) continue;
    if (line.trim() !== '') lines.push(line.replace(/"[^"]*"/g, '""'));
    line = '';
    if (lines.length === 50) return lines;
  }
  if (line.trim() !== '') lines.push(line);
  return lines;
};

/** How many lines agree on the commonest count of a delimiter above zero, and that count. */
const steadiness = (lines: readonly string[], delimiter: Delimiter): { steady: number; most: number } => {
  const tally = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  }
  let result = { steady: 0, most: 0 };
  for (const [count, times] of tally) {
    if (times > result.steady || (times === result.steady && count > result.most)) {
      result = { steady: times, most: count };
    }
  }
  return result;
};
