import { guardFormula } from './formula-guard.rules.ts';

describe('a cell on its way out', () => {
  // ASVS V1.3.3
  it.each(['=HYPERLINK("http://x")', '+1+cmd', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '-a'])(
    'is text when a spreadsheet would compute it: %j',
    (cell) => expect(guardFormula(cell)).toBe(`'${cell}`),
  );

  it.each(['-12.50', '+5', '-1,200.00', '-3%', 'PO-1', '', '\n', '5,000', "'=1"])('stays as it is: %j', (cell) =>
    expect(guardFormula(cell)).toBe(cell),
  );
});
