import type { PurchaseOrder, TradeTerm } from '../../canonical/documents.ts';
import { type Loop, segmentOf, segmentsOf } from '../match-structure.ts';
import type { Sink } from '../message.ts';
import { keywordOf } from './headers.ts';

type Charges = NonNullable<PurchaseOrder['charges']>;
type Payer = NonNullable<Charges['freight']>;

/** DE 146 method of payment of transportation. */
const freightCodes: Readonly<Record<Payer, string>> = { buyer: 'CC', seller: 'PP' };
const freightOfCode: Readonly<Record<string, Payer>> = { CC: 'buyer', PP: 'seller' };
/** DE 146: who pays freight follows from the term (defined by buyer and seller). */
const asTheTermSays = 'DF';

export const tradeTermOf = (root: Loop): TradeTerm | undefined => {
  const fob = segmentOf(root, 'FOB');
  const incoterm = fob?.at(5);
  if (!fob || !incoterm) return undefined;
  const place = fob.at(7) || fob.at(3);
  return { incoterm, ...(place ? { place } : {}) };
};

export const chargesOf = (root: Loop): Charges | undefined => {
  const freight = freightOfCode[segmentOf(root, 'FOB')?.at(1) ?? ''];
  const insurance = payerOf(keywordOf(root, 'INSURANCE'));
  const certification = payerOf(keywordOf(root, 'CERTIFICATION'));
  if (!(freight ?? insurance ?? certification)) return undefined;
  return {
    ...(freight ? { freight } : {}),
    ...(insurance ? { insurance } : {}),
    ...(certification ? { certification } : {}),
  };
};

const payerOf = (word: string | undefined): Payer | undefined =>
  word === 'BUYER' ? 'buyer' : word === 'SELLER' ? 'seller' : undefined;

/** FOB04 01 = Incoterms; FOB06 ZZ = the place the term names. */
export const writeTradeTerm = (out: Sink, { tradeTerm, charges }: PurchaseOrder): void => {
  if (!tradeTerm && !charges?.freight) return;
  const freight = charges?.freight ? freightCodes[charges.freight] : asTheTermSays;
  const place = tradeTerm?.place === undefined ? [] : ['ZZ', tradeTerm.place];
  const term = tradeTerm ? ['01', tradeTerm.incoterm, ...place] : [];
  out.add('FOB', freight, '', '', ...term);
};

const isCharge = (text: string): boolean => text === 'INSURANCE' || text === 'CERTIFICATION';

/** REF01 -> REF02 (or REF03). A qualifier that comes again gets a number: `CT`, `CT.2`. */
export const readReferences = (root: Loop): Record<string, string> | undefined => {
  const references: Record<string, string> = {};
  const counts = new Map<string, number>();
  for (const ref of segmentsOf(root, 'REF')) {
    const [qualifier, value] = [ref.at(1), ref.at(2) || ref.at(3)];
    if (value === '' || (qualifier === 'ZZ' && isCharge(value))) continue;
    const n = (counts.get(qualifier) ?? 0) + 1;
    counts.set(qualifier, n);
    references[n === 1 ? qualifier : `${qualifier}.${n}`] = value;
  }
  return Object.keys(references).length > 0 ? references : undefined;
};

export const writeReferences = (out: Sink, { references, charges }: PurchaseOrder): void => {
  for (const [key, value] of Object.entries(references ?? {})) out.add('REF', key.split('.')[0], value);
  if (charges?.insurance) out.add('REF', 'ZZ', 'INSURANCE', charges.insurance.toUpperCase());
  if (charges?.certification) out.add('REF', 'ZZ', 'CERTIFICATION', charges.certification.toUpperCase());
};

/** ITD12 in the sender's words; where it is empty, the coded discount and net days in words. */
export const readTerms = (root: Loop): string | undefined => {
  const itd = segmentOf(root, 'ITD');
  if (!itd) return undefined;
  if (itd.at(12) !== '') return itd.at(12);
  const [percent, discountDays, netDays] = [itd.at(3), itd.at(5), itd.at(7)];
  const discount = percent && discountDays ? [`${percent} % ${discountDays} days`] : [];
  const net = netDays ? [`net ${netDays} days`] : [];
  return [...discount, ...net].join(', ') || undefined;
};
