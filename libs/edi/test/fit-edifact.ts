import type { CanonicalDocument, DocumentParty, InventoryLine, TestResults } from '../src/canonical/documents.ts';

/**
 * The generated documents are as long as X12 elements allow. What EDIFACT D.96A has less room for is cut: addresses
 * (four lines of 35), postal codes (9), seals (10), names of warehouses (70) and characteristics (two of 35), methods
 * (70), notes of a test report (five FTX in all), and fractions of a second, which no format of DE 2379 has.
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
  if (fitted.kind === 'inventory-report') {
    return { ...fitted, lines: fitted.lines.map(fitStock) } as CanonicalDocument;
  }
  if (fitted.kind === 'test-results') return fitTests(fitted as TestResults);
  return fitted as CanonicalDocument;
};

const fitStock = (line: InventoryLine): InventoryLine => {
  const { location } = line;
  return location?.name ? { ...line, location: { ...location, name: shorten(location.name, 70) } } : line;
};

const fitTests = (results: TestResults): TestResults => ({
  ...results,
  ...(results.notes ? { notes: results.notes.map((note) => shorten(note, 280)) } : {}),
  items: results.items.map((item) => ({
    ...item,
    characteristics: item.characteristics.map((one) => ({
      ...one,
      name: shorten(one.name, 60),
      ...(one.method ? { method: shorten(one.method, 70) } : {}),
    })),
  })),
});

const shorten = (text: string, length: number): string => [...text].slice(0, length).join('').trim();

const fitParty = (party: DocumentParty): DocumentParty => ({
  ...party,
  ...(party.name ? { name: shorten(party.name, 120) } : {}),
  ...(party.address ? { address: party.address.map((line) => shorten(line, 35)) } : {}),
  ...(party.postalCode ? { postalCode: shorten(party.postalCode, 9) } : {}),
});
