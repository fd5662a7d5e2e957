/** Signs that make a spreadsheet compute a cell instead of showing it (OWASP CSV injection), full-width ones too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?$/;

/** Puts an apostrophe before a cell that a spreadsheet would compute. `-12.50` is a number and stays, and so does a blank cell. */
export const guardFormula = (cell: string): string =>
  formulaStart.test(cell) && cell.trim() !== '' && !plainNumber.test(cell) ? `'${cell}` : cell;
