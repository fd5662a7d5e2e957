import type { CanonicalDocument, DocumentParty } from '../src/canonical/documents.ts';

/**
 * The generated documents are as long as X12 elements allow. What EDIFACT D.96A has less room for is cut: addresses
 * (four lines of 35), postal codes (9), seals (10), and fractions of a second, which no format of DE 2379 has.
 */
export const fitEdifact = (document: CanonicalDocument): CanonicalDocument => {
  // Made for EDIFACT already.
  if (document.kind === 'transport-status' || document.kind === 'transport-instruction') return document;
  const fitted = { ...document, parties: 'parties' in document ? document.parties.map(fitParty) : [] };
  if (fitted.kind === 'despatch-advice') {
    const containers = fitted.containers?.map((c) => (c.seal ? { ...c, seal: shorten(c.seal, 10) } : c));
    return { ...fitted, ...(containers ? { containers } : {}) } as CanonicalDocument;
  }
  if (fitted.kind === 'progress-report') {
    return { ...fitted, lines: fitted.lines.map((line) => ({ ...line, asOf: line.asOf.replace(/\.\d+/, '') })) };
  }
  return fitted as CanonicalDocument;
};

const shorten = (text: string, length: number): string => [...text].slice(0, length).join('').trim();

const fitParty = (party: DocumentParty): DocumentParty => ({
  ...party,
  ...(party.name ? { name: shorten(party.name, 120) } : {}),
  ...(party.address ? { address: party.address.map((line) => shorten(line, 35)) } : {}),
  ...(party.postalCode ? { postalCode: shorten(party.postalCode, 9) } : {}),
});
