import type { CanonicalDocument } from '../canonical/documents.ts';
import { membersOf, type Part } from './document-values.ts';

/** What a partner said in an order and wants back in what answers it. */
export interface KeptReference {
  readonly orderNumber: string;
  /** '' where it belongs to the whole order. */
  readonly line: string;
  readonly name: string;
  readonly value: string;
}

const textIn = (part: Part, name: string): string => (typeof part[name] === 'string' ? part[name] : '');

/** The order that a document belongs to as a whole: the one it names, or that of its first line. */
const orderOf = (document: Part): string =>
  textIn(document, 'orderNumber') || textIn(membersOf(document, 'lines')[0] ?? {}, 'orderNumber');

/** The orders that a document names, each once. */
export const ordersIn = (document: CanonicalDocument): string[] => {
  const part = { ...document };
  const numbers = [orderOf(part), ...membersOf(part, 'lines').map((line) => textIn(line, 'orderNumber'))];
  return [...new Set(numbers.filter((number) => number !== ''))];
};

/** The document, with what is kept standing in it. */
export const withKept = (document: CanonicalDocument, kept: readonly KeptReference[]): Part => {
  const copy: Part = structuredClone({ ...document });
  const of = (order: string, line: string): Record<string, string> =>
    Object.fromEntries(
      kept.filter((one) => one.orderNumber === order && one.line === line).map(({ name, value }) => [name, value]),
    );
  const order = orderOf(copy);
  copy['kept'] = of(order, '');
  for (const line of membersOf(copy, 'lines')) {
    line['kept'] = of(textIn(line, 'orderNumber') || order, textIn(line, 'line'));
  }
  return copy;
};

/** Takes out of a document what is to be kept. */
export const takeKept = (document: Part): KeptReference[] => {
  const order = orderOf(document);
  const references = (part: Part, orderNumber: string, line: string): KeptReference[] => {
    const { kept } = part;
    delete part['kept'];
    if (typeof kept !== 'object' || kept === null || orderNumber === '') return [];
    return Object.entries(kept).map(([name, value]) => ({ orderNumber, line, name, value: String(value) }));
  };
  return [
    ...references(document, order, ''),
    ...membersOf(document, 'lines').flatMap((line) =>
      references(line, textIn(line, 'orderNumber') || order, textIn(line, 'line')),
    ),
  ];
};
