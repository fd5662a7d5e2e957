import type { Text } from '@tradeloom/kernel';
import { plain } from './cell-reading.rules.ts';
import { readDate } from './dates.rules.ts';
import { bareHeader, type Field, fields, wordsFor } from './headers.ts';
import { readNumber, readPercent, unitCode } from './numbers.rules.ts';

/** What a column that nobody knows may mean: for a person to confirm, never used by itself. */
export interface Candidate {
  readonly field: Field;
  /** 0 to 1, in hundredths. */
  readonly score: number;
  readonly because: Text;
}

type Look = 'date' | 'number' | 'percent' | 'line' | 'identifier' | 'unit' | 'words';

// biome-ignore format: one look a line
const looks: Readonly<Partial<Record<Field, Look>>> = {
  asOf: 'date', forecast: 'date', promised: 'date', requested: 'date', orderDate: 'date', responseDate: 'date', despatchDate: 'date', arrival: 'date',
  quantity: 'number', ordered: 'number', good: 'number', completed: 'number', scrap: 'number', unitPrice: 'number', cartons: 'number',
  yield: 'percent', line: 'line', unit: 'unit',
  orderNumber: 'identifier', item: 'identifier', sellerItem: 'identifier', changeNumber: 'identifier', sellerOrder: 'identifier', noteNumber: 'identifier', lot: 'identifier',
  description: 'words', milestone: 'words', decision: 'words', correction: 'words', reason: 'words', remark: 'words',
};

const named: Readonly<Record<Look, Text>> = {
  date: { en: 'dates', zh: '日期' },
  number: { en: 'numbers', zh: '数字' },
  percent: { en: 'percentages', zh: '百分比' },
  line: { en: 'line numbers', zh: '行号' },
  identifier: { en: 'document or item numbers', zh: '编号' },
  unit: { en: 'units', zh: '单位' },
  words: { en: 'words', zh: '文字' },
};

const isNumber = (cell: string): boolean => 'value' in readNumber(cell);

const has: Readonly<Record<Look, (cell: string) => boolean>> = {
  date: (cell) => 'value' in readDate(cell),
  number: isNumber,
  percent: (cell) => 'value' in readPercent(cell),
  line: (cell) => /^\d{1,4}$/.test(plain(cell)),
  identifier: (cell) => /\d/.test(cell) && !/\p{Script=Han}/u.test(cell) && !('value' in readDate(cell)),
  unit: (cell) => unitCode(cell) !== undefined,
  words: (cell) => /\p{L}/u.test(cell) && !isNumber(cell),
};

const mostCandidates = 3;
const similarEnough = 0.3;
const nameWeight = 0.7;

/**
 * @param values cells below the header
 * @param open fields that no column of the file bears yet
 * @param wanted those among them that the feed cannot do without: for them the look of the values alone may speak
 */
export const candidatesFor = (
  header: string,
  values: readonly string[],
  open: Iterable<Field>,
  wanted: ReadonlySet<Field>,
): Candidate[] => {
  const filled = values.filter((value) => value.trim() !== '').slice(0, 50);
  const found: Candidate[] = [];
  for (const field of open) {
    const look = looks[field];
    if (!look) continue;
    const fitting = filled.filter(has[look]).length;
    const share = filled.length === 0 ? 0 : fitting / filled.length;
    if (filled.length > 0 && share < 0.5) continue;
    const { similarity, word } = mostAlike(header, field);
    const looksSo = wanted.has(field) && look !== 'words' && share >= 0.9;
    if (similarity < similarEnough && !looksSo) continue;
    const score = Math.round((similarity * nameWeight + share * (1 - nameWeight)) * 100) / 100;
    found.push({ field, score, because: reasonOf({ similarity, word, look, fitting, of: filled.length }) });
  }
  return found.sort((a, b) => b.score - a.score || a.field.localeCompare(b.field)).slice(0, mostCandidates);
};

interface Grounds {
  readonly similarity: number;
  readonly word: string;
  readonly look: Look;
  readonly fitting: number;
  readonly of: number;
}

const reasonOf = ({ similarity, word, look, fitting, of }: Grounds): Text => {
  const alike = similarity >= similarEnough;
  return {
    en: [alike ? `like “${word}”` : '', of > 0 ? `${fitting} of ${of} values are ${named[look].en}` : '']
      .filter(Boolean)
      .join('; '),
    zh: [alike ? `与“${word}”相近` : '', of > 0 ? `${of} 个值中 ${fitting} 个是${named[look].zh}` : '']
      .filter(Boolean)
      .join('；'),
  };
};

const mostAlike = (header: string, field: Field): { similarity: number; word: string } => {
  const bare = bareHeader(header);
  let best = { similarity: 0, word: fields[field].zh };
  for (const word of wordsFor(field)) {
    const similarity = alikeness(bare, bareHeader(word));
    if (similarity > best.similarity) best = { similarity, word };
  }
  return best;
};

/** Sørensen-Dice over characters of Chinese and pairs of letters of Latin words; one inside the other counts more. */
const alikeness = (a: string, b: string): number => {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const [one, other] = [piecesOf(a), piecesOf(b)];
  const rest = [...other];
  const shared = one.filter((piece) => {
    const at = rest.indexOf(piece);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  const dice = (2 * shared) / (one.length + other.length);
  const inside = Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a));
  return inside ? Math.max(dice, 0.6 + dice * 0.3) : dice;
};

const piecesOf = (bare: string): string[] => {
  const han = bare.match(/\p{Script=Han}/gu) ?? [];
  const latin = bare.replace(/\p{Script=Han}/gu, ' ');
  const pairs = [...latin.matchAll(/(?=(\S\S))/g)].map(([, pair]) => pair ?? '');
  return [...han, ...pairs];
};
