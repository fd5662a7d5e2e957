import { consume } from './consumption.rules.ts';

const bucket = (from: string, until: string, quantity: string) => ({
  from,
  until,
  quantity,
  certainty: 'planned',
  time: '',
  callOff: '',
});
const january = [
  bucket('2027-01-04', '2027-01-10', '100'),
  bucket('2027-01-11', '2027-01-17', '100'),
  bucket('2027-01-18', '2027-01-24', '100'),
];
const left = (demands: [string, string][], buckets = january) => {
  const { buckets: after, beyond } = consume(
    buckets,
    demands.map(([date, quantity]) => ({ date, quantity })),
  );
  return [...after.map((b) => b.left), beyond];
};

describe('forecast consumption', () => {
  it.each([
    ['takes from its own days', [['2027-01-13', '40']], ['100', '60', '100', '0']],
    ['then from the days before', [['2027-01-13', '150']], ['50', '0', '100', '0']],
    ['then from the days after', [['2027-01-13', '230']], ['0', '0', '70', '0']],
    ['leaves what nobody foresaw', [['2027-01-13', '310']], ['0', '0', '0', '10']],
    ['takes from before though its own day has none', [['2027-01-26', '30']], ['100', '100', '70', '0']],
    ['does not look further back than the window', [['2027-02-24', '30']], ['100', '100', '100', '30']],
    ['does not look further ahead than the window', [['2026-12-04', '30']], ['100', '100', '100', '30']],
    [
      'takes no other order’s own forecast first',
      [
        ['2027-01-05', '150'],
        ['2027-01-12', '100'],
      ],
      ['0', '0', '50', '0'],
    ],
    [
      'counts decimals exactly',
      [
        ['2027-01-05', '0.1'],
        ['2027-01-05', '0.2'],
      ],
      ['99.7', '100', '100', '0'],
    ],
  ] as [string, [string, string][], string[]][])('%s', (_, demands, expected) => {
    expect(left(demands)).toEqual(expected);
  });

  it('never takes more than is planned, nor loses an order: 200 random plans', () => {
    let seed = 20270104;
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const dayOf = (n: number): string => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);
    for (let round = 0; round < 200; round++) {
      const buckets = Array.from({ length: 1 + next(6) }, () => {
        const start = next(80);
        return bucket(dayOf(start), dayOf(start + next(30)), String(next(500)));
      });
      const demands = Array.from({ length: next(8) }, () => ({ date: dayOf(next(110)), quantity: String(next(400)) }));
      const { buckets: after, beyond } = consume(buckets, demands);
      const eaten = after.reduce((sum, b) => sum + Number(b.consumed), 0);
      const ordered = demands.reduce((sum, d) => sum + Number(d.quantity), 0);
      expect({ round, total: eaten + Number(beyond) }).toEqual({ round, total: ordered });
      expect(after.every((b) => Number(b.left) >= 0 && Number(b.consumed) >= 0)).toBe(true);
    }
  });
});
