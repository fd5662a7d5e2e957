import { terms } from '../../test/scene.ts';
import { type ExportTerms, mustShareAnInvoice } from './export-terms.rules.ts';

describe('the terms of orders that are to travel together', () => {
  const beside = (change: Partial<ExportTerms>) => () => mustShareAnInvoice([terms, { ...terms, ...change }]);

  it('are one currency, one trade term, one way to pay', () => {
    expect(beside({ prices: {} })).not.toThrow();
    expect(beside({ currency: 'EUR' })).toThrow('logistics.shipment.different-terms');
    expect(beside({ tradeTerm: { ...terms.tradeTerm, edition: '2010' } })).toThrow('different-terms');
    const later = terms.paymentTerms.map((term) => ({ ...term, days: term.days + 30 }));
    expect(beside({ paymentTerms: later })).toThrow('different-terms');
  });

  it('are told apart by what they say, not by how it is written', () => {
    const written = terms.paymentTerms.map((term) => ({ ...term, percent: `${term.percent}.0` }));
    expect(beside({ paymentTerms: written })).not.toThrow();
    expect(() => mustShareAnInvoice([terms])).not.toThrow();
  });
});
