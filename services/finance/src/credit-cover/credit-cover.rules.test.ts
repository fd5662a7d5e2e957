import { money } from '@tradeloom/kernel';
import { blankPlan, type PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { withConfirmation, withContract, withShipment } from '../payment-plans/plan-course.rules.ts';
import { owingOf, reckoningOf } from '../payment-plans/plan-reckoning.rules.ts';
import { type CoverCase, judgeCover } from './credit-cover.rules.ts';
import { blankLimit, insuredPercent, type LimitVersion, limitOn, setLimit } from './credit-limit.rules.ts';
import { exposureOf, overdueDays, termDays, uninsurableOf } from './exposure.rules.ts';

const nothing = {
  openReceivables: '0',
  shippedNotInvoiced: '0',
  inProductionUncovered: '0',
  depositsHeld: '0',
  bankSecured: '0',
};
const cover = (over: Partial<CoverCase>): CoverCase => ({
  exposure: nothing,
  added: '0',
  newDeposit: '0',
  limit: money('100000', 'USD'),
  insuredLimit: '100000',
  insuredPercent: '90',
  uninsurable: '0',
  termDays: 5,
  approvedDays: 30,
  maxOverdueDays: 0,
  probableLoss: false,
  ...over,
});

describe('credit cover', () => {
  it.each([
    [
      'inside the limit',
      { exposure: { ...nothing, openReceivables: '40000', shippedNotInvoiced: '20000' }, added: '30000' },
      ['60000.00', '90000.00', '81000.00', '9000.00', ''],
    ],
    [
      'one cent over the limit',
      { exposure: { ...nothing, openReceivables: '40000', shippedNotInvoiced: '20000' }, added: '40000.01' },
      ['60000.00', '100000.01', '90000.00', '10000.01', 'limit'],
    ],
    [
      'a confirmed L/C part is not buyer exposure',
      { exposure: { ...nothing, openReceivables: '90000', bankSecured: '60000' }, added: '60000' },
      ['30000.00', '90000.00', '81000.00', '9000.00', ''],
    ],
    [
      'no limit',
      { added: '10000', limit: money('0', 'USD'), insuredLimit: '0' },
      ['0.00', '10000.00', '0.00', '10000.00', 'limit'],
    ],
  ] as [string, Partial<CoverCase>, string[]][])('%s', (_name, given, [before, after, insured, uncovered, hold]) => {
    const verdict = judgeCover(cover(given));
    expect(verdict).toMatchObject({
      exposureBefore: { amount: before },
      exposureAfter: { amount: after },
      insured: { amount: insured },
      uncovered: { amount: uncovered },
    });
    expect(verdict.holds.join()).toBe(hold);
  });

  it.each([
    ['5000', 'ok'],
    ['15000', 'watch'],
    ['25000', 'hold'],
  ])('with 80,000 of 100,000 used says of %s more: %s', (added, outcome) =>
    expect(judgeCover(cover({ exposure: { ...nothing, openReceivables: '80000' }, added })).outcome).toBe(outcome),
  );

  it('insures no more than the insurer’s own limit', () => {
    const own = { limit: money('100000', 'USD'), insuredLimit: '70000' };
    expect(judgeCover(cover({ ...own, added: '80000' })).insured.amount).toBe('63000.00');
    expect(judgeCover(cover({ ...own, added: '50000' })).insured.amount).toBe('45000.00');
  });

  it.each([
    [{ termDays: 31 }, 'terms'],
    [{ maxOverdueDays: 16 }, 'overdue'],
    [{ probableLoss: true }, 'probable-loss'],
  ])('holds for %j', (given, reason) => {
    const verdict = judgeCover(cover(given));
    expect(verdict.outcome).toBe('hold');
    expect(verdict.findings[0]?.code).toBe(`finance.cover.${reason}`);
  });

  it('does not hold at exactly 15 days overdue', () =>
    expect(judgeCover(cover({ maxOverdueDays: 15 })).outcome).toBe('ok'));

  it('shows a retention beyond the approved period as uncovered', () => {
    const verdict = judgeCover(cover({ added: '50000', uninsurable: '5000' }));
    expect(verdict.insured.amount).toBe('40500.00');
    expect(verdict.findings.map((finding) => finding.code)).toContain('finance.cover.retention-uncovered');
  });
});

describe('a credit limit', () => {
  const version: LimitVersion = {
    limit: money('60000', 'USD'),
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    approvedDays: 30,
    source: 'insurer’s approval',
    insurer: {
      name: 'Sinosure',
      policy: 'P1',
      insuredLimit: money('50000', 'USD'),
      covered: [
        { risk: 'insolvency', percent: '90' },
        { risk: 'refusal', percent: '80' },
      ],
    },
    probableLossSince: null,
    setBy: 'feng.rui',
  };
  const once = setLimit(version)(blankLimit('eastbridge', 'harbor-pine')).state;
  const twice = setLimit({ ...version, limit: money('10000', 'USD'), validFrom: '2026-06-01' })(once).state;

  it('is the one set last of those valid that day', () => {
    expect(limitOn(twice, '2026-05-31')?.limit.amount).toBe('60000.00');
    expect(limitOn(twice, '2026-06-01')?.limit.amount).toBe('10000.00');
    expect(limitOn(twice, '2027-01-01')).toBeNull();
    expect(limitOn(null, '2026-06-01')).toBeNull();
  });

  it('is insured at the lowest percent of its risks', () => {
    expect(insuredPercent(version)).toBe('80');
    expect(insuredPercent(null)).toBe('0');
  });

  it.each([
    [{ limit: money('-1', 'USD') }, 'negative'],
    [{ validTo: '2025-12-31' }, 'ends-before-it-starts'],
    [{ insurer: { ...version.insurer!, covered: [{ risk: 'refusal', percent: '101' }] } }, 'covered-percent'],
  ])('refuses %j', (wrong, code) => expect(() => setLimit({ ...version, ...wrong })(once)).toThrow(code));

  it('is seen by its trader only', () => expect(once.parties).toEqual(['eastbridge']));
});

describe('exposure', () => {
  const usd = (amount: { amount: string }) => amount.amount;
  const plan = (id: string, total: string): PaymentPlan =>
    withContract(
      blankPlan(id, 'harbor-pine', 'eastbridge'),
      {
        orderId: id,
        customer: 'harbor-pine',
        trader: 'eastbridge',
        total: money(total, 'USD'),
        terms: [
          { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7, months: 0 },
          { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5, months: 0 },
          { stage: 'retention', percent: '10', trigger: 'on-board', days: 0, months: 6 },
        ],
        lines: [{ lineId: '1', least: '100' }],
      },
      '2026-12-01',
    );
  const firm = withConfirmation(plan('o1', '38535.00'), '2026-12-01');
  const shipped = withShipment(firm, {
    shipmentId: 's1',
    number: 's1',
    invoiceNumber: 'I1',
    invoice: money('10000', 'USD'),
    onBoard: '2027-01-20',
    lines: [{ lineId: '1', quantity: { value: '20', unit: 'PCE' } }],
  });

  it('counts a firm order without its deposit, and a draft only when it was told cover is there', () => {
    expect(exposureOf([firm, plan('o2', '100.00')].flatMap(owingOf), [], usd).inProductionUncovered).toBe('26974.5');
    expect(exposureOf(owingOf({ ...plan('o2', '100.00'), cover: 'ok' }), [], usd).inProductionUncovered).toBe('70');
  });

  it('moves from production to receivables with a shipment, an unpaid deposit included', () => {
    const exposure = exposureOf(owingOf(shipped), [money('500', 'USD')], usd);
    expect(exposure).toMatchObject({ openReceivables: '10000', inProductionUncovered: '19974.5', depositsHeld: '500' });
  });

  it('counts overdue days from the day after the due date', () => {
    expect(
      ['2026-05-25', '2026-06-02', '2026-06-16', '2026-07-31'].map((day) => overdueDays('2026-06-01', day)),
    ).toEqual([0, 1, 15, 60]);
    expect(reckoningOf(firm).oldestDue).toBe('2026-12-08');
  });

  it('measures the credit period after shipment and sets the retention apart', () => {
    expect(termDays(firm.terms, '2026-12-01')).toBe(5);
    expect(uninsurableOf(owingOf(firm), 30, '2026-12-01', usd)).toBe('3853.5');
    expect(uninsurableOf(owingOf(firm), 365, '2026-12-01', usd)).toBe('0');
  });
});
