import type { Charges } from '../prices/price.rules.ts';
import { auditTerms, type TermsElement } from './terms-audit.rules.ts';

const term = (incoterm: string, place = 'Ningbo') => ({ incoterm, edition: '2020', place });
const silent: Charges = { freight: null, insurance: null, certification: null };
const agreed: TermsElement['agreed'] = {
  tradeTerm: term('FOB'),
  charges: { freight: 'buyer', insurance: 'buyer', certification: 'seller' },
  paymentTerms: [
    { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7, months: 0 },
    { stage: 'bl-copy', percent: '70', trigger: 'bl-copy-sent', days: 5, months: 0 },
  ],
};
const codes = (stated: Partial<TermsElement['stated']>, against = agreed): string[] =>
  auditTerms({ stated: { tradeTerm: term('FOB'), charges: silent, paymentWords: '', ...stated }, agreed: against }).map(
    (f) => `${f.severity} ${f.code}`,
  );

describe('the terms of an order', () => {
  it('raise nothing when they are the agreed ones', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ charges: agreed.charges, paymentWords: 'T/T 30/70' })).toEqual([]);
    expect(codes({ tradeTerm: term('FOB', 'NINGBO') })).toEqual([]);
  });

  it.each([
    ['FOB', { freight: 'seller' }, 'orders.audit.freight-contradicts-term'],
    ['FOB', { insurance: 'seller' }, 'orders.audit.insurance-contradicts-term'],
    ['CIF', { freight: 'buyer' }, 'orders.audit.freight-contradicts-term'],
    ['CIF', { insurance: 'buyer' }, 'orders.audit.insurance-contradicts-term'],
    ['CFR', { insurance: 'seller' }, 'orders.audit.insurance-contradicts-term'],
    ['DAP', { insurance: 'buyer' }, 'orders.audit.insurance-contradicts-term'],
  ] as const)('contradict themselves: %s with %j', (incoterm, charges, code) => {
    const against = { ...agreed, tradeTerm: term(incoterm) };
    expect(codes({ tradeTerm: term(incoterm), charges: { ...silent, ...charges } }, against)).toEqual([
      `confirm ${code}`,
    ]);
  });

  it('ask when the term is of another edition: the risk passes elsewhere', () => {
    const older = { ...term('FOB'), edition: '2000' };
    expect(codes({ tradeTerm: older })).toEqual(['confirm orders.audit.trade-term-differs']);
  });

  it('ask when the trade term is another one or none of Incoterms 2020', () => {
    expect(codes({ tradeTerm: term('CIF', 'Long Beach') })).toContain('confirm orders.audit.trade-term-differs');
    expect(codes({ tradeTerm: term('DAT') })).toContain('confirm orders.audit.trade-term-unknown');
  });

  it('ask who bears the certification when it is open or moved to the other side', () => {
    const open = { ...agreed, charges: silent };
    expect(codes({}, open)).toEqual(['confirm orders.audit.certification-open']);
    expect(codes({ charges: { ...silent, certification: 'buyer' } })).toEqual([
      'confirm orders.audit.certification-differs',
    ]);
  });

  it('ask when payment is not customary', () => {
    expect(codes({ paymentWords: 'L/C at sight' })).toEqual(['confirm orders.audit.payment-terms-differ']);
  });
});
