import { decimal, money, plus, sumOf } from '@tradeloom/kernel';
import fc from 'fast-check';
import { allocate, isTakenUp, type OwedStage } from './allocation.rules.ts';
import { type Arrival, applyCredit, creditedBy, receiveMoney, sameReceipt } from './receipt.rules.ts';

const owed = (orderId: string, open: string, due: string, currency = 'USD'): OwedStage => ({
  orderId,
  stageId: `${orderId}:deposit`,
  stage: 'deposit',
  shipmentId: null,
  open: money(open, currency),
  due,
});

const arrival: Arrival = {
  payee: 'eastbridge',
  payer: 'harbor-pine',
  reference: 'TT-1',
  valueDate: '2026-12-03',
  money: money('11535.50', 'USD'),
  charges: money('25', 'USD'),
  chargesBorneBy: 'payee',
};

describe('a receipt', () => {
  it('counts gross where the payee bears the bank charges, net where the payer does', () => {
    expect(creditedBy(arrival).amount).toBe('11560.50');
    expect(creditedBy({ ...arrival, chargesBorneBy: 'payer' }).amount).toBe('11535.50');
  });

  it('pays the oldest due stage first', () => {
    const { allocations, unapplied } = allocate(
      money('150', 'USD'),
      [owed('b', '100', '2026-12-09'), owed('a', '100', '2026-12-01')],
      {},
    );
    expect(allocations.map((one) => [one.orderId, one.money.amount])).toEqual([
      ['a', '100.00'],
      ['b', '50.00'],
    ]);
    expect(unapplied.amount).toBe('0.00');
  });

  it('pays the order it names before older ones', () =>
    expect(
      allocate(money('50', 'USD'), [owed('a', '100', '2026-12-01'), owed('b', '100', '2026-12-09')], { order: 'b' })
        .allocations,
    ).toMatchObject([{ orderId: 'b' }]));

  it('pays the same from as much as has to be read of what is owed', () => {
    const stage = fc.tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 90 }),
    );
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 20 }), fc.nat(400), fc.option(fc.nat(30)), (stages, amount, named) => {
        const all = stages.map(([order, day, open], n) => ({
          ...owed(`o${order}`, `${open}`, `2026-12-${`${day}`.padStart(2, '0')}`),
          stageId: `o${order}:${n}`,
        }));
        const purpose = named === null ? {} : { order: `o${named}` };
        const inTurn = all.toSorted((a, b) => (a.due + a.orderId < b.due + b.orderId ? -1 : 1));
        const upTo = inTurn.find(({ due, orderId }, n) =>
          isTakenUp(
            money(amount, 'USD'),
            all.filter((one) => one.orderId === purpose.order || inTurn.indexOf(one) <= n),
            purpose,
            { due, orderId },
          ),
        );
        const read =
          upTo === undefined
            ? all
            : all.filter((one) => one.orderId === purpose.order || one.due + one.orderId <= upTo.due + upTo.orderId);
        expect(allocate(money(amount, 'USD'), read, purpose)).toEqual(allocate(money(amount, 'USD'), all, purpose));
      }),
    );
  });

  it('keeps what nobody owes as unapplied credit', () =>
    expect(allocate(money('150', 'USD'), [owed('a', '100', '2026-12-01')], {}).unapplied.amount).toBe('50.00'));

  it('pays no stage in another currency', () =>
    expect(allocate(money('150', 'USD'), [owed('a', '100', '2026-12-01', 'EUR')], {}).allocations).toEqual([]));

  it('is all put somewhere, and never more than is open', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 28 })), { maxLength: 8 }),
        (cents, stages) => {
          const gross = money(decimal(cents).div(100), 'USD');
          const open = stages.map(([amount, day], at) =>
            owed(`o${at}`, decimal(amount).div(100).toFixed(2), `2026-12-${String(day).padStart(2, '0')}`),
          );
          const { allocations, unapplied } = allocate(gross, open, {});
          expect(
            plus(
              sumOf(
                allocations.map((one) => one.money),
                'USD',
              ),
              unapplied,
            ),
          ).toEqual(gross);
          const partly = allocations.filter((one) => {
            const stage = open.find((o) => o.stageId === one.stageId);
            expect(decimal(one.money.amount).lte(stage?.open.amount ?? 0)).toBe(true);
            return !decimal(one.money.amount).eq(stage?.open.amount ?? 0);
          });
          expect(partly.length).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 20_261_203, numRuns: 500 },
    ));

  it('says what arrived apart from what it paid', () => {
    const allocated = allocate(creditedBy(arrival), [owed('a', '11560.50', '2026-12-08')], {});
    const { state, events } = receiveMoney('r1', arrival, allocated);
    expect(state).toMatchObject({ unapplied: '0.00', parties: ['eastbridge', 'harbor-pine'] });
    expect(events[0]).toMatchObject({
      money: { amount: '11535.50' },
      allocations: [{ money: { amount: '11560.50' } }],
      orderId: 'a',
    });
  });

  it('is one receipt when its reference is said twice, and refused when the amount differs', () => {
    const { state } = receiveMoney('r1', arrival, { allocations: [], unapplied: creditedBy(arrival) });
    expect(sameReceipt(state, arrival)).toBe(state);
    expect(() => sameReceipt(state, { ...arrival, money: money('1', 'USD') })).toThrow(
      'finance.receipt.reference-reused',
    );
  });

  it('puts its unapplied credit to what fell due later, and no more than it holds', () => {
    const { state } = receiveMoney('r1', arrival, { allocations: [], unapplied: creditedBy(arrival) });
    const { allocations } = allocate(creditedBy(arrival), [owed('a', '100', '2027-01-01')], {});
    expect(applyCredit(allocations)(state).state.unapplied).toBe('11460.50');
    expect(() => applyCredit([{ ...allocations[0]!, money: money('20000', 'USD') }])(state)).toThrow(
      'more-than-unapplied',
    );
  });
});
