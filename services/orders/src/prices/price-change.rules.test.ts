import { DomainError } from '@tradeloom/kernel';
import { listInForce, type PriceList, tiersOf } from './price.rules.ts';
import { approvePrices, followingList, proposePrices, rejectPrices } from './price-change.rules.ts';

const exportList: PriceList = {
  id: 'l-1',
  version: 0,
  parties: ['eastbridge'],
  kind: 'export',
  seller: 'eastbridge',
  buyer: 'harbor-pine',
  currency: 'USD',
  basePair: 'USD-CNY',
  baseRate: '7.10',
  validFrom: '2026-01-01',
  validTo: null,
  taxPercent: null,
  exportRefundPercent: null,
  tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
  paymentTerms: [],
  charges: { freight: 'buyer', insurance: 'buyer', certification: 'seller' },
  prices: [
    { item: 'KT-18', tiers: [{ from: '1', unitPrice: '15.60' }] },
    { item: 'TS-04', tiers: [{ from: '1', unitPrice: '17.67' }] },
  ],
};
const purchaseList: PriceList = {
  ...exportList,
  kind: 'purchase',
  parties: ['eastbridge', 'hengda'],
  seller: 'hengda',
};
const at = '2026-12-07T08:00:00.000Z';
const chen = { login: 'chen.li', organisation: 'eastbridge' };
const zhou = { login: 'zhou.min', organisation: 'eastbridge', at };
const gao = { login: 'gao.jun', organisation: 'hengda', at };
const dearer = [{ item: 'KT-18', tiers: [{ from: '1', unitPrice: '16.20' }] }];
const proposal = {
  id: 'c-1',
  from: '2027-01-01',
  prices: dearer,
  baseRate: null,
  reason: 'steel',
  proposedBy: chen,
  proposedAt: at,
};
const proposed = (list = exportList) => proposePrices(proposal, list, [list]).state;
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'allowed';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
};
const tiers = (...steps: [from: string, unitPrice: string][]) =>
  codeOf(() =>
    proposePrices(
      { ...proposal, prices: [{ item: 'KT-18', tiers: steps.map(([from, unitPrice]) => ({ from, unitPrice })) }] },
      exportList,
      [exportList],
    ),
  );

describe('other prices', () => {
  it('are proposed with what they were before', () => {
    expect(proposed()).toMatchObject({
      status: 'proposed',
      prices: dearer,
      before: [{ item: 'KT-18', tiers: [{ from: '1', unitPrice: '15.60' }] }],
    });
  });

  it('ascend from above nothing, and cost something', () => {
    expect(tiers(['1', '16'], ['1000', '15'])).toBe('allowed');
    expect(tiers(['1000', '15'], ['1', '16'])).toBe('orders.price-change.tiers');
    expect(tiers(['1', '16'], ['1', '15'])).toBe('orders.price-change.tiers');
    expect(tiers(['0', '16'])).toBe('orders.price-change.tiers');
    expect(tiers(['1', '0'])).toBe('orders.price-change.tiers');
  });

  it('name an item once, begin after the list they follow, and follow the newest', () => {
    const propose = (change: object, lists = [exportList]) =>
      codeOf(() => proposePrices({ ...proposal, ...change }, exportList, lists));
    expect(propose({ prices: [...dearer, ...dearer] })).toBe('orders.price-change.item-twice');
    expect(propose({ from: '2026-01-01' })).toBe('orders.price-change.too-early');
    expect(propose({ baseRate: '0' })).toBe('orders.price-change.rate');
    expect(propose({}, [exportList, { ...exportList, id: 'l-2', validFrom: '2026-06-01' }])).toBe(
      'orders.price-change.overtaken',
    );
  });

  it('are agreed to by a second person of the seller’s, never by the proposer', () => {
    expect(codeOf(() => approvePrices({ ...chen, at })(proposed()))).toBe('orders.price-change.four-eyes');
    expect(approvePrices(zhou)(proposed()).state).toMatchObject({ status: 'approved', approvals: [zhou] });
  });

  it('of a purchase are agreed to by both companies', () => {
    const once = approvePrices(gao)(proposed(purchaseList)).state;
    expect(once.status).toBe('proposed');
    expect(codeOf(() => approvePrices({ ...gao, login: 'ding.lan' })(once))).toBe(
      'orders.price-change.approved-already',
    );
    expect(codeOf(() => approvePrices({ ...chen, at })(once))).toBe('orders.price-change.four-eyes');
    expect(approvePrices(zhou)(once).state.status).toBe('approved');
  });

  it('are decided once', () => {
    const rejected = rejectPrices(zhou, 'too dear')(proposed()).state;
    expect(codeOf(() => approvePrices(zhou)(rejected))).toBe('orders.price-change.decided');
    expect(codeOf(() => rejectPrices(zhou, 'x')(approvePrices(zhou)(proposed()).state))).toBe(
      'orders.price-change.decided',
    );
  });

  it('are in force from their day on; items not named keep theirs', () => {
    const agreed = approvePrices(zhou)(proposed()).state;
    const { state: next, events } = followingList(agreed, exportList, { following: [exportList], today: '2026-12-10' });
    const priceOn = (day: string, item: string) => {
      const list = listInForce([exportList, next], 'harbor-pine', day);
      return list && tiersOf(list, item)[0]?.unitPrice;
    };
    expect(priceOn('2026-12-31', 'KT-18')).toBe('15.60');
    expect(priceOn('2027-01-01', 'KT-18')).toBe('16.20');
    expect(priceOn('2027-01-01', 'TS-04')).toBe('17.67');
    expect(events[0]).toMatchObject({ proposedBy: 'chen.li', approvedBy: ['zhou.min'], from: '2027-01-01' });
  });

  it('that are agreed to late begin on the day of the agreement: what was taken before stays', () => {
    const agreed = approvePrices(zhou)(proposed()).state;
    const late = { following: [exportList], today: '2027-02-03' };
    expect(followingList(agreed, exportList, late).state.validFrom).toBe('2027-02-03');
  });

  it('come to nothing when others have followed first', () => {
    const agreed = approvePrices(zhou)(proposed()).state;
    const other = { ...exportList, id: 'l-2', validFrom: '2026-12-08' };
    expect(
      codeOf(() => followingList(agreed, exportList, { following: [exportList, other], today: '2026-12-10' })),
    ).toBe('orders.price-change.overtaken');
  });
});
