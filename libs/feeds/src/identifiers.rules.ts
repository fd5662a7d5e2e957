import { type CellReading, overlong, plain, problem, read } from './cell-reading.rules.ts';

const longestIdentifier = 80;
const control = /\p{Cc}/u;

/**
 * An order, lot or item number: kept to the letter, leading zeros included. Scientific notation means that
 * the spreadsheet has already destroyed the number, so it is refused instead of passed on.
 */
export const readIdentifier = (cell: string): CellReading<string> => {
  const text = plain(cell);
  if (text.length <= longestIdentifier && /^\d(\.\d+)?e[+-]?\d+$/i.test(text)) {
    return problem(
      'feed.identifier.mangled',
      {
        en: `“${text}”: the spreadsheet has turned the number into a power of ten`,
        zh: `“${text}”：编号已被表格软件改成科学计数`,
      },
      { en: 'Format the column as text and type the number again', zh: '请将该列设为文本格式后重新填写' },
    );
  }
  if (text.length > longestIdentifier || control.test(text)) {
    return problem(
      'feed.identifier.unreadable',
      { en: 'A number of at most 80 characters on one line is expected', zh: '应为不超过 80 个字符的单行编号' },
      { en: 'Write the number alone', zh: '请只填编号' },
    );
  }
  return read(text);
};

/** An order line: a whole number from 1, `1.0` read as `1`. */
export const readLineNumber = (cell: string): CellReading<string> => {
  const long = overlong(cell);
  if (long) return long;
  const text = plain(cell).replace(/\.0+$/, '');
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return read(text);
  return problem(
    'feed.line.unreadable',
    { en: `“${text.slice(0, 40)}” is not an order line`, zh: `“${text.slice(0, 40)}”不是订单行号` },
    { en: 'Write the line number of the order, e.g. 1', zh: '请填订单行号，例如 1' },
  );
};
