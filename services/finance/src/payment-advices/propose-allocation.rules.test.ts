import { decimal, money } from '@tradeloom/kernel';
import fc from 'fast-check';
import type { ItemMatched } from './match-advice.rules.ts';
import { allocateAsAdvised, propose } from './propose-allocation.rules.ts';

const usd = (amount: string | number) => money(amount, 'USD');
const matched = (...parts: [stageId: string, amount: string][]): ItemMatched[] =>
  parts.map(([stageId, amount], index) => ({
    position: index + 1,
    item: { reference: stageId, date: null, paid: amount, invoiced: amount, deduction: null, reason: null },
    orderIds: ['o1'],
    owed: usd(amount),
    allocations: [{ orderId: 'o1', stageId, stage: stageId, shipmentId: null, money: usd(amount) }],
    unapplied: usd(0),
    findings: [],
  }));

describe('what a payment advice proposes', () => {
  it('counts the advised amount in full where the payee bears bank charges', () => {
    const proposal = propose(usd('100'), matched(['a', '60'], ['b', '40']), 'payee', usd('85'));
    expect(proposal).toMatchObject({ charges: usd('15'), unapplied: usd(0) });
    expect(proposal.allocations.map((one) => [one.stageId, one.money.amount])).toEqual([
      ['a', '60.00'],
      ['b', '40.00'],
    ]);
  });

  it('counts what arrived where the payer bears them, in the order of the advice', () => {
    const { allocations } = propose(usd('100'), matched(['a', '60'], ['b', '40']), 'payer', usd('85'));
    expect(allocations.map((one) => one.money.amount)).toEqual(['60.00', '25.00']);
  });

  it('leaves unapplied what nobody advised', () =>
    expect(propose(usd('100'), matched(['a', '60']), 'payee', usd('130'))).toMatchObject({
      charges: usd(0),
      unapplied: usd('70'),
      because: { en: 'More than advised arrived: the rest stays unapplied' },
    }));

  it('never makes or loses money, and names a stage once (random)', () => {
    const cents = fc.integer({ min: 1, max: 10_000_00 }).map((n) => decimal(n).div(100).toFixed(2));
    const parts = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), cents), { maxLength: 5 });
    fc.assert(
      fc.property(cents, parts, (credited, items) => {
        const { allocations, unapplied } = allocateAsAdvised(usd(credited), matched(...items));
        const sum = allocations.reduce((all, one) => all.plus(one.money.amount), decimal(unapplied.amount));
        expect(sum.toFixed(2)).toBe(usd(credited).amount);
        expect(new Set(allocations.map((one) => one.stageId)).size).toBe(allocations.length);
        expect(decimal(unapplied.amount).gte(0)).toBe(true);
      }),
      { seed: 820 },
    );
  });
});
