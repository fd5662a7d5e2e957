import type { ApplicationAdvice, CanonicalDocument, DocumentParty } from '../src/canonical/documents.ts';

/**
 * The generated documents, as far as UBL has room for them: one party of each role that the document knows, in the
 * order of its places; a cancellation without lines; each line of an answer once; codes of packages with their X.
 */
const roles: Readonly<Partial<Record<CanonicalDocument['kind'], readonly DocumentParty['role'][]>>> = {
  'purchase-order': ['buyer', 'seller', 'bill-to', 'ship-to'],
  'order-change': ['buyer', 'seller', 'bill-to', 'ship-to'],
  'order-response': ['buyer', 'seller'],
  'order-change-response': ['buyer', 'seller'],
  'despatch-advice': ['ship-from', 'ship-to', 'buyer', 'seller', 'carrier'],
  invoice: ['seller', 'buyer', 'payee', 'ship-to'],
};

export const fitUbl = (document: CanonicalDocument): CanonicalDocument => {
  if (document.kind === 'purchase-order' && document.purpose === 'cancellation') {
    return fitUbl({ ...document, purpose: 'original' });
  }
  if (document.kind === 'order-change' && document.purpose === 'cancellation') {
    const { currency: _none, ...rest } = document;
    return { ...rest, parties: partiesOf(document, ['buyer', 'seller']), lines: [] };
  }
  if (document.kind === 'order-response' || document.kind === 'order-change-response') {
    const seen = new Set<string>();
    const lines = document.lines.filter(({ line }) => !seen.has(line) && seen.add(line));
    return { ...document, parties: partiesOf(document, roles[document.kind] ?? []), lines } as CanonicalDocument;
  }
  if (document.kind === 'application-advice') {
    const isOrder = document.refersTo.type === '850';
    return { ...document, parties: partiesOf(document, isOrder ? ['buyer', 'seller'] : ['seller', 'buyer']) };
  }
  return { ...document, parties: partiesOf(document, roles[document.kind] ?? []) } as CanonicalDocument;
};

const partiesOf = (document: CanonicalDocument, known: readonly string[]): ApplicationAdvice['parties'] => {
  const parties = 'parties' in document ? (document.parties as DocumentParty[]) : [];
  return known.flatMap((role) => parties.find((party) => party.role === role) ?? []);
};
