import { audited } from '../../test/mothers.ts';
import { waitingFor, waitingForCustomer, waitingForFactory } from './waiting.rules.ts';

const order = {
  ...audited().order,
  openConfirmations: ['price-move'],
  approvedBy: null,
  authority: 'sales-supervisor' as const,
  credit: 'hold' as const,
};

describe('why an order does not go on', () => {
  it('is told in full to the trading company', () => {
    expect(waitingFor(order).map(({ code, detail }) => [code, detail])).toEqual([
      ['confirmation', 'price-move'],
      ['approval', 'sales-supervisor'],
      ['credit-hold', ''],
    ]);
  });

  it('is told to the factory without what the export contract is worth', () => {
    const reasons = waitingForFactory(order);
    expect(reasons.map(({ code }) => code)).toEqual(['trader-review', 'credit-hold']);
    expect(JSON.stringify(reasons)).not.toMatch(/supervisor|price/);
  });

  it('is told to the factory as it is, where no contract shows in it', () => {
    const received = { ...order, status: 'received' as const };
    expect(waitingForFactory(received)).toEqual(waitingFor(received));
  });

  it('is the seller’s own business to the customer', () => {
    expect(waitingForCustomer(order).map(({ code }) => code)).toEqual(['seller-review']);
  });
});
