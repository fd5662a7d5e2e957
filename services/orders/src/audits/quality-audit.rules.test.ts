import type { QualityBasis } from '../items/item.rules.ts';
import { auditQuality } from './quality-audit.rules.ts';

const basis: QualityBasis = {
  standard: 'ISO 2859-1',
  edition: '1999',
  level: 'II',
  aql: { critical: '0', major: '2.5', minor: '4.0' },
  approves: { rework: 'factory', concession: 'customer', scrap: 'factory' },
};
const codes = (quality: QualityBasis | null): string[] =>
  auditQuality([{ item: 'KT-18', quality }]).map((f) => `${f.severity} ${f.code}`);

describe('the quality basis', () => {
  it('is clear with a standard, a usable AQL and named rights', () => {
    expect(codes(basis)).toEqual(['info orders.audit.quality-agreed']);
  });

  it('must exist', () => {
    expect(codes(null)).toEqual(['confirm orders.audit.quality-basis-missing']);
  });

  it.each([
    { critical: '0.1', major: '2.5', minor: '4.0' },
    { critical: '0', major: '3', minor: '4.0' },
    { critical: '0', major: '4.0', minor: '2.5' },
  ])('cannot be %j', (aql) => {
    expect(codes({ ...basis, aql })).toEqual(['confirm orders.audit.aql-unusable']);
  });

  it('names who reworks, concedes and scraps, and never lets the maker concede', () => {
    expect(codes({ ...basis, approves: null })).toEqual(['confirm orders.audit.disposition-rights-missing']);
    const approves = { rework: 'factory', concession: 'factory', scrap: 'factory' } as const;
    expect(codes({ ...basis, approves })).toEqual(['confirm orders.audit.concession-by-maker']);
  });
});
