import type { PurchaseOrder, TradeTerm } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import type { Loop, Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addText, type CodedText, codedText, plainTexts } from './texts.ts';

type Charges = NonNullable<PurchaseOrder['charges']>;
type Payer = NonNullable<Charges['freight']>;

/** DE 4215 transport charges method of payment: collect, prepaid by seller, defined by buyer and seller. */
const freightCodes: Readonly<Record<Payer, string>> = { buyer: 'CC', seller: 'PP' };
const freightOfCode: Readonly<Record<string, Payer>> = { CC: 'buyer', PP: 'seller' };
const asTheTermSays = 'DF';
/** C100 4052: an..70, twice. */
const placeWidth = 70;

const termsOfDelivery = (root: Loop): Loop | undefined => loopsOf(root, 'TOD')[0];

export const tradeTermOf = (root: Loop): TradeTerm | undefined => {
  const group = termsOfDelivery(root);
  const tod = group?.segments[0];
  const incoterm = tod?.at(3, 1);
  if (!group || !tod || !incoterm) return undefined;
  const loc = segmentsOf(group, 'LOC').find((l) => l.at(1, 1) === '1');
  const words = joinPieces([tod.at(3, 4), tod.at(3, 5)].filter(Boolean), placeWidth);
  const place = loc?.at(2, 4) || loc?.at(2, 1) || words;
  return { incoterm, ...(place ? { place } : {}) };
};

export const chargesOf = (root: Loop, texts: readonly CodedText[]): Charges | undefined => {
  const freight = freightOfCode[termsOfDelivery(root)?.segments[0]?.at(2, 1) ?? ''];
  const insurance = payerOf(codedText(texts, 'INS')?.text);
  const certification = payerOf(codedText(texts, 'CER')?.text);
  if (!(freight ?? insurance ?? certification)) return undefined;
  return {
    ...(freight ? { freight } : {}),
    ...(insurance ? { insurance } : {}),
    ...(certification ? { certification } : {}),
  };
};

const payerOf = (word: string | undefined): Payer | undefined =>
  word === 'BUYER' ? 'buyer' : word === 'SELLER' ? 'seller' : undefined;

export const writeCharges = (out: Sink, charges: Charges | undefined): void => {
  if (charges?.insurance) addText(out, 'ZZZ', charges.insurance.toUpperCase(), 'INS');
  if (charges?.certification) addText(out, 'ZZZ', charges.certification.toUpperCase(), 'CER');
};

/** TOD 6: delivery condition. */
export const writeTradeTerm = (
  out: Sink,
  { tradeTerm, charges }: Pick<PurchaseOrder, 'tradeTerm' | 'charges'>,
): void => {
  if (!tradeTerm && !charges?.freight) return;
  const freight = charges?.freight ? freightCodes[charges.freight] : asTheTermSays;
  const place = tradeTerm?.place === undefined ? [] : piecesOf(tradeTerm.place, placeWidth);
  out.add('TOD', '6', freight, [tradeTerm?.incoterm, '', '', ...place]);
};

/** FTX AAB in the sender's words; where there is none, the words of PAT C110, or its coded days. */
export const readTerms = (root: Loop, texts: readonly CodedText[]): string | undefined => {
  const words = plainTexts(texts, ['AAB', 'PMT', 'PMD']).join(' ');
  if (words !== '') return words;
  return loopsOf(root, 'PAT')
    .map(({ segments: [pat] }) => pat as Segment)
    .map((pat) => [pat.at(2, 4), pat.at(2, 5)].filter(Boolean).join(' ') || daysOf(pat))
    .find(Boolean);
};

/** C112: 2151 D and 2152 a number of days. */
const daysOf = (pat: Segment): string =>
  pat.at(3, 3) === 'D' && pat.at(3, 4) !== '' ? `net ${pat.at(3, 4)} days` : '';

/** RFF 1153 -> 1154. A qualifier that comes again gets a number: `CT`, `CT.2`. */
export const readReferences = (root: Loop): Record<string, string> | undefined => {
  const references: Record<string, string> = {};
  const counts = new Map<string, number>();
  for (const { segments } of loopsOf(root, 'RFF')) {
    const rff = segments[0] as Segment;
    const [qualifier, value] = [rff.at(1, 1), rff.at(1, 2)];
    if (value === '') continue;
    const n = (counts.get(qualifier) ?? 0) + 1;
    counts.set(qualifier, n);
    references[n === 1 ? qualifier : `${qualifier}.${n}`] = value;
  }
  return Object.keys(references).length > 0 ? references : undefined;
};

export const writeReferences = (out: Sink, references: Readonly<Record<string, string>> | undefined): void => {
  for (const [key, value] of Object.entries(references ?? {})) out.add('RFF', [key.split('.')[0], value]);
};
