import { decimal } from '@tradeloom/kernel';
import { type CellReading, overlong, plain, problem, read, singleSpaced } from './cell-reading.rules.ts';

/** Words that suppliers write after a quantity, as UN/ECE Rec. 20 codes. */
// biome-ignore format: one unit a line says less
const units: ReadonlyMap<string, string> = new Map(Object.entries({
  件: 'PCE', 个: 'PCE', 只: 'PCE', 支: 'PCE', 台: 'PCE', 片: 'PCE', 根: 'PCE', 条: 'PCE', 张: 'PCE',
  pcs: 'PCE', pc: 'PCE', pce: 'PCE', piece: 'PCE', pieces: 'PCE', ea: 'PCE', each: 'PCE', h87: 'PCE', c62: 'PCE',
  套: 'SET', set: 'SET', sets: 'SET',
  双: 'PR', 对: 'PR', pair: 'PR', pairs: 'PR', pr: 'PR',
  箱: 'CTN', ctn: 'CTN', ctns: 'CTN', carton: 'CTN', cartons: 'CTN',
  千克: 'KGM', 公斤: 'KGM', kg: 'KGM', kgs: 'KGM', kgm: 'KGM',
  吨: 'TNE', t: 'TNE', tne: 'TNE', 米: 'MTR', m: 'MTR', mtr: 'MTR',
}));
const countedUnits = new Set(['PCE', 'SET', 'PR', 'CTN']);
const shape = /^([+-]?(?:\d[\d, ]*)?(?:\.\d*)?(?:e[+-]?\d{1,3})?)\s*(万|千)?\s*([\p{L}%]*)$/iu;

export interface NumberWithUnit {
  /** Plain decimal string. */
  readonly number: string;
  /** UN/ECE Rec. 20 code, when the cell itself names a unit. */
  readonly unit?: string;
}

const unreadable = (cell: string): CellReading<NumberWithUnit> =>
  problem(
    'feed.number.unreadable',
    { en: `“${cell}” is not a number`, zh: `“${cell}”不是数字` },
    { en: 'Write digits only, e.g. 5000 or 5,000', zh: '请只填数字，例如 5000 或 5,000' },
  );

/**
 * Reads a number as Chinese spreadsheets write it: full-width digits, thousands, `1.2E+03`, `3000件`, `1.2万`.
 * A comma that could be a decimal mark as well is refused, never guessed.
 */
export const readNumber = (cell: string): CellReading<NumberWithUnit> => {
  const long = overlong(cell);
  if (long) return long;
  const text = singleSpaced(plain(cell));
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return read({ number: text });
  const [, body = '', scale, suffix = ''] = shape.exec(text) ?? [];
  if (!/\d/.test(body) || body.length > 30) return unreadable(cell.slice(0, 40));
  const digits = body.replace(/ /g, ',').replace(/,+$/, '');
  if (digits.includes(',') && !/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(digits)) {
    return problem(
      'feed.number.ambiguous',
      { en: `“${text}”: the comma is neither a thousands mark nor a decimal mark`, zh: `“${text}”的逗号含义不明` },
      {
        en: `Write ${digits.replace(/,/g, '')} or ${digits.replace(',', '.')}`,
        zh: `请写 ${digits.replace(/,/g, '')} 或 ${digits.replace(',', '.')}`,
      },
    );
  }
  const unit = suffix === '' ? undefined : unitCode(suffix);
  if (suffix !== '' && unit === undefined) return unreadable(cell.slice(0, 40));
  const value = decimal(digits.replace(/,/g, '')).times(scale === '万' ? 10_000 : scale === '千' ? 1_000 : 1);
  if (value.abs().gt('1e15') || value.decimalPlaces() > 12) return unreadable(cell.slice(0, 40));
  return read({ number: value.toFixed(), ...(unit ? { unit } : {}) });
};

/** A quantity: not negative, whole when it counts pieces. @param unit the row's unit, unless the cell names one */
export const readQuantity = (cell: string, unit: string): CellReading<Required<NumberWithUnit>> => {
  const number = readNumber(cell);
  if ('problem' in number) return number;
  const unitRead = number.value.unit ?? unit;
  if (/^\d+$/.test(number.value.number)) return read({ number: number.value.number, unit: unitRead });
  const value = decimal(number.value.number);
  if (value.isNegative()) {
    return problem(
      'feed.quantity.negative',
      { en: `A quantity cannot be negative: ${number.value.number}`, zh: `数量不能为负：${number.value.number}` },
      { en: `Write ${value.abs().toFixed()}, or 0`, zh: `请写 ${value.abs().toFixed()} 或 0` },
    );
  }
  if (countedUnits.has(unitRead) && !value.isInteger()) {
    return problem(
      'feed.quantity.fraction',
      {
        en: `${unitRead} are counted whole, not ${number.value.number}`,
        zh: `${unitRead} 须为整数，不能是 ${number.value.number}`,
      },
      {
        en: `Write ${value.floor().toFixed()} or ${value.ceil().toFixed()}`,
        zh: `请写 ${value.floor().toFixed()} 或 ${value.ceil().toFixed()}`,
      },
    );
  }
  return read({ number: number.value.number, unit: unitRead });
};

/** Percent 0-100 as decimal string; `98.5%`, `98.5` and the bare share `0.985` say the same. A bare 1 says nothing. */
export const readPercent = (cell: string): CellReading<string> => {
  const text = plain(cell);
  const marked = text.endsWith('%');
  const number = readNumber(marked ? text.slice(0, -1) : text);
  if ('problem' in number) return number;
  const value = decimal(number.value.number);
  if (!marked && value.eq(1)) {
    return problem(
      'feed.percent.ambiguous',
      { en: `“${text}” can be 1 % or 100 %`, zh: `“${text}”可能是 1% 或 100%` },
      { en: 'Write 1% or 100%', zh: '请写 1% 或 100%' },
    );
  }
  const percent = !marked && text.includes('.') && value.lte(1) ? value.times(100) : value;
  if (percent.isNegative() || percent.gt(100)) {
    return problem(
      'feed.percent.range',
      { en: `${text} is not between 0 and 100 %`, zh: `${text} 不在 0 到 100% 之间` },
      { en: 'Write for example 98.5%', zh: '请写例如 98.5%' },
    );
  }
  return read(percent.toFixed());
};

/** UN/ECE Rec. 20 code of a unit word, undefined when it is none that we know. */
export const unitCode = (word: string): string | undefined => units.get(plain(word).toLowerCase());
