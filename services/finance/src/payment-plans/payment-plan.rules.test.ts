import { decimal, minus, money, sumOf } from '@tradeloom/kernel';
import fc from 'fast-check';
import { paymentDeadlines } from './payment-deadlines.rules.ts';
import { blankPlan, type ExportContract, type PaymentPlan } from './payment-plan.rules.ts';
import { because, dueDateOf, stateOf } from './payment-stage.rules.ts';
import { dueOn, splitValue } from './payment-term.rules.ts';
import { withConfirmation, withContract, withCopySent, withShipment } from './plan-course.rules.ts';
import { activate, blockStage, putMoney, reachRetention, relay, ship, unblockStage } from './plan-decision.rules.ts';

const terms = [
  { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7, months: 0 },
  { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5, months: 0 },
  { stage: 'retention', percent: '10', trigger: 'on-board', days: 0, months: 6 },
] as const;

const contract = (total: string, currency = 'USD'): ExportContract => ({
  orderId: 'o1',
  customer: 'harbor-pine',
  trader: 'eastbridge',
  total: money(total, currency),
  terms,
  lines: [{ lineId: '1', least: '100' }],
});

const laidOut = (total: string, currency = 'USD'): PaymentPlan =>
  withContract(blankPlan('o1', 'harbor-pine', 'eastbridge'), contract(total, currency), '2026-12-01');

const firm = (total: string): PaymentPlan => withConfirmation(laidOut(total), '2026-12-01');

const shipment = (id: string, invoice: string, quantity: string) => ({
  shipmentId: id,
  number: id,
  invoiceNumber: `INV-${id}`,
  invoice: money(invoice, 'USD'),
  onBoard: '2027-01-20',
  lines: [{ lineId: '1', quantity: { value: quantity, unit: 'PCE' } }],
});

const amounts = (plan: PaymentPlan): string[] => plan.stages.map((stage) => `${stage.stage} ${stage.amount.amount}`);
const paid = (plan: PaymentPlan, stageId: string): PaymentPlan => ({
  ...plan,
  stages: plan.stages.map((stage) => (stage.id === stageId ? { ...stage, settled: stage.amount } : stage)),
});
const owed = (plan: PaymentPlan) =>
  sumOf(
    plan.stages.map((stage) => stage.amount),
    plan.currency,
  );

describe('a deposit that is more than a reduced order asks for', () => {
  const change = (plan: PaymentPlan, total: string) => withContract(plan, contract(total), '2026-12-10');
  const paidFor = (total: string) => paid(firm(total), 'o1:deposit');

  it('counts for the later stages, so that nobody pays more than the goods', () => {
    const reduced = change(paidFor('240000.00'), '60000.00');
    expect(amounts(reduced)).toEqual(['deposit 72000.00', 'bl-copy 0.00', 'retention 0.00']);
    const shipped = withShipment(reduced, shipment('s1', '60000.00', '100'));
    expect(shipped.shipments[0]?.depositApplied.amount).toBe('60000.00');
    expect(amounts(shipped)).toEqual(['deposit 72000.00', 'bl-copy 0.00', 'retention 0.00']);
  });

  it('pays the first shipments before anybody is asked for more', () => {
    const first = withShipment(change(paidFor('240000.00'), '100000.00'), shipment('s1', '50000.00', '50'));
    expect(amounts(first)).toEqual([
      'deposit 72000.00',
      'bl-copy 0.00',
      'retention 0.00',
      'bl-copy 23000.00',
      'retention 5000.00',
    ]);
    const second = withShipment(first, shipment('s2', '50000.00', '50'));
    expect(second.shipments.map((one) => one.depositApplied.amount)).toEqual(['50000.00', '22000.00']);
    expect(owed(second).amount).toBe('100000.00');
  });

  it('is not asked for any further once enough of it was paid', () => {
    const half = putMoney('o1:deposit', money('20000', 'USD'))(firm('240000.00')).state;
    const { state, events } = relay(contract('60000.00'), '2026-12-10', '2026-12-10')(half);
    expect(amounts(state)).toEqual(['deposit 20000.00', 'bl-copy 34000.00', 'retention 6000.00']);
    expect(events.map((event) => ('event' in event ? event.event : event).$typeName)).toContain(
      'tradeloom.finance.v1.PaymentStageSettled',
    );
    expect(amounts(change(half, '100000.00'))).toEqual(['deposit 30000.00', 'bl-copy 60000.00', 'retention 10000.00']);
  });

  it('never makes the stages ask for more than the goods, or than was paid', () => {
    const value = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(value, fc.array(value, { minLength: 1, maxLength: 4 }), fc.nat(100), (first, changes, percent) => {
        const before = firm((first / 100).toFixed(2));
        const put = decimal(before.stages[0]?.amount.amount ?? 0)
          .times(percent)
          .div(100)
          .toFixed(2);
        const settled: PaymentPlan = {
          ...before,
          stages: before.stages.map((stage, n) => (n === 0 ? { ...stage, settled: money(put, 'USD') } : stage)),
        };
        const last = changes.reduce<PaymentPlan>((plan, total) => change(plan, (total / 100).toFixed(2)), settled);
        expect(Number(owed(last).amount)).toBe(Math.max(Number(last.total), Number(put)));
      }),
    );
  });
});

describe('a payment plan at 30/60/10', () => {
  it.each([
    ['128450.00', 'USD', ['38535.00', '77070.00', '12845.00']],
    ['0.05', 'USD', ['0.02', '0.03', '0.00']],
    ['9999.995', 'KWD', ['2999.999', '5999.997', '999.999']],
    ['99999.99', 'USD', ['30000.00', '59999.99', '10000.00']],
    ['38535.00', 'USD', ['11560.50', '23121.00', '3853.50']],
  ])('splits %s %s half up, the last stage taking the remainder', (total, currency, expected) =>
    expect(laidOut(total, currency).stages.map((stage) => stage.amount.amount)).toEqual(expected),
  );

  it('keeps the retention on the invoice and lets the B/L payment bear the difference when more was shipped', () => {
    const plan = withShipment(firm('100000.00'), shipment('s1', '104000.00', '104'));
    expect(amounts(plan)).toEqual(['deposit 30000.00', 'bl-copy 63600.00', 'retention 10400.00']);
  });

  it('applies the deposit pro rata to a partial shipment and lays the rest out again', () => {
    const plan = withShipment(firm('100000.00'), shipment('s1', '30000.00', '30'));
    expect(plan.shipments[0]?.depositApplied.amount).toBe('9000.00');
    expect(amounts(plan)).toEqual([
      'deposit 30000.00',
      'bl-copy 18000.00',
      'retention 3000.00',
      'bl-copy 42000.00',
      'retention 7000.00',
    ]);
  });

  it('uses up the whole deposit by the final shipment', () => {
    const first = withShipment(firm('100000.00'), shipment('s1', '30000.00', '30'));
    const plan = withShipment(first, shipment('s2', '69990.00', '70'));
    expect(plan.shipments.map((one) => one.depositApplied.amount)).toEqual(['9000.00', '21000.00']);
    expect(owed(plan).amount).toBe('99990.00');
  });

  it('never asks a negative amount, nor more than was shipped in the end', () => {
    const last = { ...shipment('s1', '20000.00', '100') };
    const plan = withShipment(firm('100000.00'), last);
    expect(amounts(plan)).toEqual(['deposit 20000.00', 'bl-copy 0.00', 'retention 0.00']);
    expect(plan.shipments[0]?.depositApplied.amount).toBe('20000.00');
  });

  it('asks for more value as an additional deposit and leaves the paid one alone', () => {
    const before = paid(firm('38535.00'), 'o1:deposit');
    const plan = withContract(before, contract('41505.00'), '2026-12-20');
    expect(amounts(plan)).toEqual([
      'deposit 11560.50',
      'additional-deposit 891.00',
      'bl-copy 24903.00',
      'retention 4150.50',
    ]);
    expect(plan.stages[1]?.triggeredOn).toBe('2026-12-20');
  });

  it('resizes a deposit that nobody has paid on', () =>
    expect(amounts(withContract(firm('100.00'), contract('200.00'), '2026-12-20'))).toEqual([
      'deposit 60.00',
      'bl-copy 120.00',
      'retention 20.00',
    ]));

  it('keeps a paid deposit when the order shrinks and takes it off the B/L payment', () =>
    expect(amounts(withContract(paid(firm('100.00'), 'o1:deposit'), contract('50.00'), '2026-12-20'))).toEqual([
      'deposit 30.00',
      'bl-copy 15.00',
      'retention 5.00',
    ]));

  it('always owes exactly what was agreed, or what was shipped in its place', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000_000 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
        fc.integer({ min: 100, max: 100_000_000 }),
        fc.boolean(),
        (cents, parts, changed, paidBefore) => {
          const total = decimal(cents).div(100).toFixed(2);
          const start = paidBefore ? paid(firm(total), 'o1:deposit') : firm(total);
          const shipped = parts.reduce(
            (plan, part, at) =>
              withShipment(plan, shipment(`s${at}`, decimal(total).times(part).div(100).toFixed(2), `${part}`)),
            start,
          );
          const plan = withContract(shipped, contract(decimal(changed).div(100).toFixed(2)), '2026-12-20');
          for (const one of [shipped, plan]) {
            expect(one.stages.every((stage) => decimal(stage.amount.amount).gte(0))).toBe(true);
            const invoiced = sumOf(
              one.shipments.map((s) => s.invoice),
              'USD',
            );
            const later = sumOf(
              one.stages.filter((s) => s.shipmentId !== null).map((s) => s.amount),
              'USD',
            );
            const applied = sumOf(
              one.shipments.map((s) => s.depositApplied),
              'USD',
            );
            expect(minus(minus(invoiced, later), applied).amount).toBe('0.00');
          }
        },
      ),
      { seed: 20_261_201, numRuns: 300 },
    ));
});

describe('prepayment against partial and final invoices', () => {
  const half = [
    { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 0, months: 0 },
    { stage: 'bl-copy', percent: '70', trigger: 'bl-copy-sent', days: 0, months: 0 },
  ] as const;
  it('allocates the share of a partial invoice and all that is left to the final one', () => {
    const partial = splitValue(money('20000', 'USD'), half, money('21000', 'USD'), false);
    const final = splitValue(money('30000', 'USD'), half, money('15000', 'USD'), true);
    expect([partial.depositApplied.amount, partial.later[0]?.amount.amount]).toEqual(['6000.00', '14000.00']);
    expect([final.depositApplied.amount, final.later[0]?.amount.amount]).toEqual(['15000.00', '15000.00']);
  });
});

describe('a plan that has run its course', () => {
  const course = ship(shipment('S1', '1000.00', '100'), '2027-01-20');
  const putAll = (plan: PaymentPlan): PaymentPlan =>
    plan.stages.reduce((next, { id, amount, settled }) => {
      const open = minus(amount, settled);
      return decimal(open.amount).gt(0) ? putMoney(id, open)(next).state : next;
    }, plan);

  it('is settled when everything has shipped and every stage is paid, in whichever order', () => {
    const shipped = course(firm('1000.00')).state;
    expect(shipped.status).toBe('active');
    expect(putAll(shipped).status).toBe('settled');
    const paidFirst = putMoney('o1:deposit', money('300.00', 'USD'))(firm('1000.00')).state;
    expect(paidFirst.status).toBe('active');
    expect(putAll(course(paidFirst).state).status).toBe('settled');
  });

  it('is not settled while something is to be shipped', () => {
    expect(putAll(firm('1000.00')).status).toBe('active');
    const partial = ship(shipment('S1', '500.00', '50'), '2027-01-20')(firm('1000.00')).state;
    expect(putAll(partial).status).toBe('active');
  });

  it('opens again when the order grows afterwards', () => {
    const settled = putAll(course(firm('1000.00')).state);
    const grown = relay({ ...contract('2000.00'), lines: [{ lineId: '1', least: '200' }] }, '2027-02-01', '2027-02-01');
    expect(grown(settled).state.status).toBe('active');
    expect(activate(contract('1000.00'), '2027-02-01', '2027-02-01')(settled).state).toBe(settled);
  });
});

describe('the terms of a plan', () => {
  it('must be whole', () =>
    expect(() =>
      withContract(blankPlan('o1', 'c', 't'), { ...contract('1.00'), terms: [{ ...terms[0] }] }, '2026-12-01'),
    ).toThrow('finance.payment-terms.not-whole'));

  it('paid all in advance still have a balance for what is shipped above the contract', () => {
    const advance = { ...contract('100.00'), terms: [{ ...terms[0], percent: '100' }] };
    const plan = withConfirmation(withContract(blankPlan('o1', 'c', 't'), advance, '2026-12-01'), '2026-12-01');
    expect(amounts(plan)).toEqual(['deposit 100.00']);
    expect(amounts(withShipment(plan, shipment('s1', '105.00', '105')))).toEqual(['deposit 100.00', 'balance 5.00']);
  });
});

describe('due dates', () => {
  it.each([
    ['2026-03-10', { days: 7, months: 0 }, '2026-03-17'],
    [null, { days: 5, months: 0 }, null],
    ['2027-08-31', { days: 0, months: 6 }, '2028-02-29'],
    ['2026-05-25', { days: 60, months: 0 }, '2026-07-24'],
  ])('%s with %j is %s', (date, term, expected) => expect(dueOn(date, term)).toBe(expected));

  const story = withShipment(firm('100000.00'), { ...shipment('s1', '100000.00', '100'), onBoard: '2026-05-08' });

  it('waits for the B/L copy, then owes the stage that day', () => {
    const [, copy] = story.stages;
    expect(copy && [stateOf(copy, '2026-05-10'), dueDateOf(copy)]).toEqual(['waiting', null]);
    const [, sent] = withCopySent(story, 's1', '2026-05-10').stages;
    expect(sent && [sent.amount.amount, stateOf(sent, '2026-05-10')]).toEqual(['60000.00', 'due']);
  });

  it('is not drawn up any more once the order was not accepted', () => {
    const closed: PaymentPlan = { ...laidOut('100.00'), status: 'closed', stages: [] };
    expect(activate(contract('100.00'), '2026-12-01', '2026-12-01')(closed)).toEqual({ state: closed, events: [] });
  });

  it('keeps the retention waiting until its date has come', () => {
    const retention = story.stages[2];
    expect(retention && dueDateOf(retention)).toBe('2026-11-08');
    expect(retention && [stateOf(retention, '2026-11-07'), stateOf(retention, '2026-11-08')]).toEqual([
      'waiting',
      'due',
    ]);
  });

  it('asks for the retention by the calendar, once, unless it was paid or stands blocked', () => {
    const active: PaymentPlan = { ...story, status: 'active' };
    const id = story.stages[2]?.id ?? '';
    expect(paymentDeadlines.retention(active)).toEqual([{ part: id, on: '2026-11-08' }]);
    expect(reachRetention(id, '2026-11-07')(active).events).toEqual([]);
    expect(reachRetention(id, '2026-11-08')(active).events).toMatchObject([
      { stage: 'retention', amount: { amount: '10000.00' }, due: '2026-11-08' },
    ]);
    const blocked = blockStage(id, { en: 'a claim', zh: '索赔' })(active).state;
    for (const other of [paid(active, id), blocked]) {
      expect(paymentDeadlines.retention(other)).toEqual([]);
      expect(reachRetention(id, '2026-11-08')(other).events).toEqual([]);
    }
    expect(paymentDeadlines.retention(unblockStage(id, '2027-02-01')(blocked).state)).toHaveLength(1);
    expect(paymentDeadlines.retention(firm('100.00'))).toEqual([]);
  });

  it('asks when the claim is lifted for what fell due meanwhile', () => {
    const id = firm('100.00').stages[0]?.id ?? '';
    const blocked = blockStage(id, { en: 'a claim', zh: '索赔' })(firm('100.00')).state;
    const lifted = unblockStage(id, '2026-12-05')(blocked);
    expect(lifted.events).toMatchObject([{ stage: 'deposit', due: '2026-12-08', amount: { amount: '30.00' } }]);
    expect(unblockStage(id, '2026-12-05')(lifted.state)).toEqual({ state: lifted.state, events: [] });
    expect(unblockStage(id, '2026-12-05')(paid(blocked, id)).events).toEqual([]);
  });

  it('says why in both languages', () => {
    const deposit = firm('100.00').stages[0];
    expect(deposit && because(deposit, '2026-12-02')).toEqual({
      en: '30 % of 100.00 USD; 7 days after the order is confirmed; 30.00 USD open, due on 2026-12-08',
      zh: '100.00 USD 的 30%；订单生效后 7 天；未付 30.00 USD，到期日 2026-12-08',
    });
  });
});
