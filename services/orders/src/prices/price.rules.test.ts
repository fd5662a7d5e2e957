import { isCustomary, listInForce, type PaymentTerm, type PriceList, tierFor } from './price.rules.ts';

const tiers = [
  { from: '1000', unitPrice: '14.85' },
  { from: '1', unitPrice: '15.60' },
];

describe('a price tier', () => {
  it('is reached exactly at its bound', () => {
    expect(tierFor(tiers, '1000').unitPrice).toBe('14.85');
    expect(tierFor(tiers, '999.999').unitPrice).toBe('15.60');
  });

  it('is the lowest one for less than the lowest bound', () => {
    expect(tierFor([{ from: '300', unitPrice: '17.67' }], '20').unitPrice).toBe('17.67');
  });

  it('must exist', () => {
    expect(() => tierFor([], '20')).toThrow('orders.price.none');
  });
});

describe('customary payment terms', () => {
  const term = (stage: string, percent: string): PaymentTerm => ({
    stage,
    percent,
    trigger: 'on-board',
    days: 0,
    months: 0,
  });
  const terms = [
    { ...term('deposit', '30'), days: 7 },
    { ...term('bl-copy', '60'), days: 5 },
    { ...term('retention', '10'), months: 6 },
  ];

  it.each([
    '',
    'T/T 30/60/10',
    'T/T 30 % deposit, 60 % against B/L copy, 10 % retention 6 months after on board',
    '30PCT T/T, 60.0PCT BL COPY, 10PCT RETENTION',
    'T/T 30 % within 1 week, 60 % 5 days after copy of B/L, 10 % 6 months later',
    '30% 定金 7天, 60% 提单副本 5日, 10% 质保金 6个月',
  ])('"%s" is what was agreed', (words) => {
    expect(isCustomary(words, terms)).toBe(true);
  });

  it.each([
    'T/T 30 % deposit, 60 % 90 days after B/L copy, 10 % retention',
    'T/T 30/60/10, retention 12 months',
    '30% 定金, 60% 提单后60天, 10% 质保金',
    'T/T 20/70/10',
    'L/C at sight 30/60/10',
    'NET 60',
    '100 % O/A 90 days',
    '信用证 30/60/10',
    'as usual',
  ])('"%s" is not', (words) => {
    expect(isCustomary(words, terms)).toBe(false);
  });
});

describe('the price list in force', () => {
  const list = (id: string, buyer: string, validFrom: string, validTo: string | null = null) =>
    ({ id, buyer, validFrom, validTo }) as PriceList;

  it("is the buyer's own before everybody's, and the newest", () => {
    const lists = [list('all', '*', '2026-06-01'), list('old', 'hp', '2026-01-01'), list('new', 'hp', '2026-03-01')];
    expect(listInForce(lists, 'hp', '2026-12-01')?.id).toBe('new');
    expect(listInForce(lists, 'other', '2026-12-01')?.id).toBe('all');
  });

  it('is none outside its days', () => {
    const lists = [list('past', 'hp', '2025-01-01', '2025-12-31'), list('future', 'hp', '2027-01-01')];
    expect(listInForce(lists, 'hp', '2026-12-01')).toBeUndefined();
  });
});
