import type { PurchaseOrder, TradeTerm } from '../../canonical/documents.ts';
import { optional } from '../message.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

type Charges = NonNullable<PurchaseOrder['charges']>;

/** `Freight: buyer; insurance: seller`: no code list says who bears what beside the Incoterm. */
const chargeNames = ['freight', 'insurance', 'certification'] as const;
const payers: Readonly<Record<string, RegExp>> = {
  freight: /\bfreight: (buyer|seller)\b/i,
  insurance: /\binsurance: (buyer|seller)\b/i,
  certification: /\bcertification: (buyer|seller)\b/i,
};

export const chargesOf = (root: XmlElement): Charges | undefined => {
  const words =
    root
      .find('DeliveryTerms')
      ?.all('SpecialTerms')
      .map((terms) => terms.value)
      .join('; ') ?? '';
  const payerOf = (name: string): 'buyer' | 'seller' | undefined =>
    payers[name]?.exec(words)?.[1]?.toLowerCase() as 'buyer' | 'seller' | undefined;
  const charges: Charges = Object.assign({}, ...chargeNames.map((name) => optional(name, payerOf(name))));
  return Object.keys(charges).length > 0 ? charges : undefined;
};

const specialTerms = (charges: Charges = {}): string | undefined =>
  chargeNames.flatMap((name) => (charges[name] === undefined ? [] : [`${name}: ${charges[name]}`])).join('; ') ||
  undefined;

export const tradeTermOf = (root: XmlElement): TradeTerm | undefined => {
  const incoterm = root.textAt('DeliveryTerms', 'ID');
  if (incoterm === undefined) return undefined;
  const location = root.find('DeliveryTerms', 'DeliveryLocation');
  const place = location?.textAt('ID') ?? location?.textAt('Name') ?? location?.textAt('Description');
  return { incoterm, ...optional('place', place) };
};

export const termNodes = ({ tradeTerm, charges, paymentTerms }: PurchaseOrder): (XmlNode | undefined)[] => [
  aggregate(
    'DeliveryTerms',
    basic('ID', tradeTerm?.incoterm),
    basic('SpecialTerms', specialTerms(charges)),
    aggregate('DeliveryLocation', basic('ID', tradeTerm?.place)),
  ),
  aggregate('PaymentTerms', basic('Note', paymentTerms)),
];

/** The references that have an element of their own, by the qualifier that X12 and EDIFACT know them by. */
const ownElements: readonly (readonly [qualifier: string, element: string])[] = [
  ['CT', 'Contract'],
  ['PR', 'QuotationDocumentReference'],
];

/** A qualifier that comes again gets a number: `CT`, `CT.2`. */
export const readReferences = (root: XmlElement): Record<string, string> | undefined => {
  const found = [
    ...ownElements.flatMap(([qualifier, element]) =>
      root.all(element).map((one) => [qualifier, one.textAt('ID')] as const),
    ),
    ...root
      .all('AdditionalDocumentReference')
      .map((one) => [one.textAt('DocumentType') ?? one.textAt('DocumentTypeCode') ?? 'ZZ', one.textAt('ID')] as const),
  ];
  const references: Record<string, string> = {};
  const counts = new Map<string, number>();
  for (const [qualifier, value] of found) {
    if (value === undefined) continue;
    const n = (counts.get(qualifier) ?? 0) + 1;
    counts.set(qualifier, n);
    references[n === 1 ? qualifier : `${qualifier}.${n}`] = value;
  }
  return Object.keys(references).length > 0 ? references : undefined;
};

export const referenceNodes = (references: Readonly<Record<string, string>> = {}): (XmlNode | undefined)[] =>
  Object.entries(references).map(([key, value]) => {
    const own = ownElements.find(([qualifier]) => qualifier === key);
    if (own) return aggregate(own[1], basic('ID', value));
    return aggregate('AdditionalDocumentReference', basic('ID', value), basic('DocumentType', key.split('.')[0]));
  });
