import { digitsOf, type Money } from '@tradeloom/kernel';

const upToNineteen =
  ' ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN'.split(
    ' ',
  );
const tens = '  TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY'.split(' ');
const groups = ['', 'THOUSAND', 'MILLION', 'BILLION', 'TRILLION'];

const belowHundred = (n: number): string => {
  if (n < 20) return upToNineteen[n] ?? '';
  const unit = upToNineteen[n % 10];
  return `${tens[Math.floor(n / 10)]}${unit ? `-${unit}` : ''}`;
};

const belowThousand = (n: number): string => {
  const hundreds = Math.floor(n / 100);
  const words = belowHundred(n % 100);
  if (hundreds === 0) return words;
  return `${upToNineteen[hundreds]} HUNDRED${words ? ` AND ${words}` : ''}`;
};

/** A whole number below 10^15 in English words, `1001` = ONE THOUSAND ONE. */
export const inWords = (whole: string): string => {
  const digits = whole.replace(/^0+/, '');
  if (digits === '') return 'ZERO';
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const triples = padded.match(/\d{3}/g) ?? [];
  return triples
    .flatMap((triple, i) => {
      const words = belowThousand(Number(triple));
      const group = groups[triples.length - 1 - i];
      return words ? [group ? `${words} ${group}` : words] : [];
    })
    .join(' ');
};

/** Currencies whose invoices customarily spell the minor unit; others write it as a fraction. */
const names: Readonly<Record<string, { whole: string; minor: string }>> = {
  USD: { whole: 'US DOLLARS', minor: 'CENTS' },
  EUR: { whole: 'EUROS', minor: 'CENTS' },
  GBP: { whole: 'POUNDS STERLING', minor: 'PENCE' },
  CNY: { whole: 'CHINESE YUAN', minor: 'FEN' },
  HKD: { whole: 'HONG KONG DOLLARS', minor: 'CENTS' },
};

const minorInWords = (fraction: string, currency: string): string => {
  if (Number(fraction) === 0) return '';
  const name = names[currency];
  return name ? ` AND ${name.minor} ${inWords(fraction)}` : ` AND ${fraction}/${10 ** digitsOf(currency)}`;
};

/** As invoices write it: `SAY US DOLLARS SEVENTEEN THOUSAND EIGHT HUNDRED AND TWENTY AND CENTS FIFTY ONLY`. */
export const amountInWords = ({ amount, currency }: Money): string => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `SAY ${names[currency]?.whole ?? currency} ${inWords(whole)}${minorInWords(fraction, currency)} ONLY`;
};
