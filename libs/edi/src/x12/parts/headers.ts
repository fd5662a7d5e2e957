import { noCurrency } from '../../no-currency.ts';
import { type Loop, segmentOf, segmentsOf } from '../match-structure.ts';
import type { Reading } from '../message.ts';
import type { Segment } from '../segment.ts';

export const statedCurrency = (root: Loop): string | undefined => segmentOf(root, 'CUR')?.at(2);

export const readCurrency = ({ root, problems }: Reading): string => {
  const currency = statedCurrency(root);
  if (currency) return currency;
  problems.at('CURRENCY_NOT_STATED', root.segments[0] as Segment);
  return noCurrency;
};

/** REF02 of the first REF with this qualifier (DE 128). */
export const referenceOf = (loop: Loop, qualifier: string): string | undefined =>
  segmentsOf(loop, 'REF')
    .find((ref) => ref.at(1) === qualifier && ref.at(2) !== '')
    ?.at(2);

/** REF*ZZ*keyword*text: what no qualifier of DE 128 says. */
export const keywordOf = (loop: Loop, keyword: string): string | undefined =>
  segmentsOf(loop, 'REF')
    .find((ref) => ref.at(1) === 'ZZ' && ref.at(2) === keyword)
    ?.at(3);
