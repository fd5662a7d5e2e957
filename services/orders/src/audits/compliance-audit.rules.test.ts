import { auditCompliance, type ComplianceElement } from './compliance-audit.rules.ts';

const certificates = ['NRTL', 'FDA', 'CE', 'RoHS', 'SASO', 'G-Mark'].map((name) => ({
  name,
  validUntil: '2028-06-30',
}));
const kettle: ComplianceElement = {
  item: 'KT-18',
  hsCode: '8516.79',
  declaredName: { en: 'Electric kettle', zh: '电热水壶' },
  packing: { wood: false, treated: false },
  certificates,
  shipsBy: '2027-02-01',
};
const concerns = (change: Partial<ComplianceElement>, destination = 'US'): string[] =>
  auditCompliance([{ ...kettle, ...change }], destination)
    .filter((f) => f.severity !== 'info')
    .map((f) => `${f.severity} ${f.code}`);

describe('the tariff number against the declared name', () => {
  it.each([
    ['8516.79', { en: 'Electric kettle', zh: '电热水壶' }],
    ['8516.72', { en: '4-slice toaster', zh: '多士炉' }],
    ['8516.90', { en: 'Lid, part of electric kettle', zh: '电热水壶零件（壶盖）' }],
  ])('%s fits %j', (hsCode, declaredName) => {
    expect(concerns({ hsCode, declaredName })).toEqual([]);
  });

  it.each([
    ['8516.72', { en: 'Electric kettle', zh: '电热水壶' }],
    ['8516.79', { en: 'Lid, part of electric kettle', zh: '电热水壶零件' }],
    ['8516.90', { en: 'Electric kettle', zh: '电热水壶' }],
  ])('%s does not fit %j', (hsCode, declaredName) => {
    expect(concerns({ hsCode, declaredName })).toContain('confirm orders.audit.hs-name-conflict');
  });

  it('asks for a missing number and warns about one it cannot judge', () => {
    expect(concerns({ hsCode: null })).toEqual(['confirm orders.audit.hs-missing']);
    expect(concerns({ hsCode: '9403.60' })).toEqual(['warning orders.audit.hs-unchecked']);
  });
});

describe('wood packing', () => {
  it('must be treated for a country of ISPM 15', () => {
    expect(concerns({ packing: { wood: true, treated: false } })).toEqual(['confirm orders.audit.wood-untreated']);
    expect(concerns({ packing: { wood: true, treated: true } })).toEqual([]);
  });

  it.each(['DE', 'RU', 'EC', 'KW', 'UZ'])('must be treated for %s, as logistics will ask for it', (country) => {
    const packing = { wood: true, treated: false };
    expect(concerns({ packing }, country)).toContain('confirm orders.audit.wood-untreated');
  });
});

describe('certificates of the destination', () => {
  it.each([
    ['US', ['NRTL', 'FDA']],
    ['DE', ['CE', 'RoHS']],
    ['SA', ['SASO', 'G-Mark']],
  ])('%s asks for %j', (destination, names) => {
    const found = auditCompliance([{ ...kettle, certificates: [] }], destination).filter((f) =>
      f.code.endsWith('certificate-missing'),
    );
    expect(found.map((f) => f.facts['certificate'])).toEqual(names);
  });

  it('must hold until the goods ship, the last day included', () => {
    expect(concerns({ shipsBy: '2028-06-30' })).toEqual([]);
    expect(concerns({ shipsBy: '2028-07-01' })).toEqual([
      'confirm orders.audit.certificate-expires',
      'confirm orders.audit.certificate-expires',
    ]);
  });

  it('are not asked of parts', () => {
    const lid = { hsCode: '8516.90', declaredName: { en: 'Part of kettle', zh: '电热水壶零件' }, certificates: [] };
    expect(concerns(lid)).toEqual([]);
  });

  it('cannot be judged without a destination', () => {
    expect(concerns({}, '')).toEqual(['confirm orders.audit.destination-missing']);
  });
});
