import fc from 'fast-check';
import type { PriceList } from '../../services/orders/src/prices/price.rules.ts';
import { approvePrices, proposePrices, rejectPrices } from '../../services/orders/src/prices/price-change.rules.ts';
import { mustHold } from './history.ts';
import { play, seed } from './play.ts';

const at = '2026-12-07T08:00:00.000Z';
const prices = [{ item: 'KT-18', tiers: [{ from: '1', unitPrice: '16.20' }] }];
const list: PriceList = {
  id: 'l-1',
  version: 0,
  parties: ['eastbridge', 'hengda'],
  kind: 'purchase',
  seller: 'hengda',
  buyer: 'eastbridge',
  currency: 'CNY',
  basePair: 'USD-CNY',
  baseRate: '7.10',
  validFrom: '2026-01-01',
  validTo: null,
  taxPercent: null,
  exportRefundPercent: null,
  tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
  paymentTerms: [],
  charges: { freight: 'buyer', insurance: 'buyer', certification: 'seller' },
  prices,
};
const person = fc.constantFrom(
  { login: 'chen.li', organisation: 'eastbridge' },
  { login: 'zhou.min', organisation: 'eastbridge' },
  { login: 'gao.jun', organisation: 'hengda' },
  { login: 'liu.fang', organisation: 'hengda' },
);
const step = fc.oneof(
  { weight: 4, arbitrary: person.map((by) => approvePrices({ ...by, at })) },
  person.map((by) => rejectPrices(by, 'too dear')),
);

it(`prices change when somebody else of each company agrees, or not at all (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'prices/price-change', of: ({ status }) => ({ change: status }) }],
    begin: person.map((proposedBy) => {
      const proposal = { id: 'c-1', from: '2027-01-01', prices, baseRate: null, reason: 'steel', proposedAt: at };
      return proposePrices({ ...proposal, proposedBy }, list, [list]);
    }),
    today: '2026-12-07',
    step,
    always: ({ state: { status, approvals, proposedBy, rejectedBy, parties } }) => {
      const companies = new Set(approvals.map(({ organisation }) => organisation));
      mustHold('nobody approves his own', !approvals.some(({ login }) => login === proposedBy.login));
      mustHold('a company speaks once', companies.size === approvals.length);
      mustHold('agreed is agreed by all', (status === 'approved') === (companies.size === parties.length));
      mustHold('who refused is known', (status === 'rejected') === (rejectedBy !== null));
    },
    atLast: (history) => {
      const refused = history.times('PriceChangeRejected');
      mustHold('a refusal is told once', refused === Number(history.state.status === 'rejected'));
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
