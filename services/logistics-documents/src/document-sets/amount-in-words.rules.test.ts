import fc from 'fast-check';
import { amountInWords, inWords } from './amount-in-words.rules.ts';

const units: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN ' +
    'EIGHTEEN NINETEEN'
  )
    .split(' ')
    .map((word, n) => [word, n]),
);
const tens: Readonly<Record<string, number>> = Object.fromEntries(
  'TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY'.split(' ').map((word, n) => [word, (n + 2) * 10]),
);
const groups: Readonly<Record<string, number>> = { THOUSAND: 1e3, MILLION: 1e6, BILLION: 1e9, TRILLION: 1e12 };

const readBack = (words: string): number => {
  let total = 0;
  let group = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === 'HUNDRED') group *= 100;
    else if (groups[word]) {
      total += group * groups[word];
      group = 0;
    } else group += units[word] ?? tens[word] ?? 0;
  }
  return total + group;
};

describe('an amount in words', () => {
  it.each([
    ['17820.00', 'SAY US DOLLARS SEVENTEEN THOUSAND EIGHT HUNDRED AND TWENTY ONLY'],
    ['26655.50', 'SAY US DOLLARS TWENTY-SIX THOUSAND SIX HUNDRED AND FIFTY-FIVE AND CENTS FIFTY ONLY'],
    ['0.05', 'SAY US DOLLARS ZERO AND CENTS FIVE ONLY'],
    ['1000001.00', 'SAY US DOLLARS ONE MILLION ONE ONLY'],
  ])('of %s is %s', (amount, words) => {
    expect(amountInWords({ amount, currency: 'USD' })).toBe(words);
  });

  it('names a currency it has no word for by its code', () => {
    expect(amountInWords({ amount: '2.500', currency: 'BHD' })).toBe('SAY BHD TWO AND 500/1000 ONLY');
  });

  it('reads back as the number it came from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (n) => {
        expect(readBack(inWords(String(n)))).toBe(n);
      }),
      { seed: 20261201, numRuns: 500 },
    );
  });
});
