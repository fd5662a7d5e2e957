import { bookAtSupplier, type SupplierBooks } from './book-at-supplier.rules.ts';
import { blankPlace, lastCount, takeReport } from './reported-stock.rules.ts';
import { holdAgainst, noDifference } from './stock-difference.rules.ts';

const place = { holder: 'jingsu', owner: 'hengda', item: 'PP', location: '', lot: '', unit: 'KGM' };
const today = '2026-12-20';
const of = (quantities: [string, string][], asOf = today, location = '') =>
  takeReport(
    {
      asOf,
      reportNumber: `R-${asOf}`,
      quantities: quantities.map(([state, quantity]) => ({ state, quantity, unit: 'KGM', date: null })),
    },
    today,
  )(blankPlace({ ...place, location })).state;

describe('what stands at a holder', () => {
  it.each([
    [
      'the whole as he states it',
      [
        ['on-hand', '100'],
        ['available', '60'],
        ['committed', '40'],
      ],
      '100',
    ],
    [
      'its parts where he states no whole',
      [
        ['available', '60'],
        ['committed', '30'],
        ['blocked', '10'],
      ],
      '100',
    ],
    [
      'with what is being used',
      [
        ['on-hand', '90'],
        ['in-production', '10'],
      ],
      '100',
    ],
    [
      'without what is on its way',
      [
        ['on-hand', '100'],
        ['in-transit', '50'],
        ['on-order', '7'],
      ],
      '100',
    ],
  ] as [string, [string, string][], string][])('is %s', (_, quantities, expected) => {
    expect(lastCount([of(quantities)])?.quantity).toBe(expected);
  });

  it('is unknown, and not none, when nothing is said of it', () => {
    expect(lastCount([of([['in-transit', '50']])])).toBeNull();
    expect(lastCount([of([['on-hand', '0']])])?.quantity).toBe('0');
  });

  it('is what he counted on the last day, at all places of that day', () => {
    const stocks = [
      of([['on-hand', '30']], '2026-12-19', 'A'),
      of([['on-hand', '10']], today, 'B'),
      of([['on-hand', '5']], today, 'C'),
    ];
    expect(lastCount(stocks)).toEqual({ asOf: today, reportNumber: `R-${today}`, quantity: '15' });
  });
});

describe('the book of a material at a supplier', () => {
  const order = {
    id: 'o',
    lines: [{ line: '1', materials: [{ item: 'PP', perPiece: { value: '0.5', unit: 'KGM' } }] }],
  };
  const moved = (kind: string, quantity: string, countersignedOn: string | null) => ({
    outsourcingOrderId: 'o',
    kind,
    item: 'PP',
    lot: 'L',
    quantity,
    unit: 'KGM',
    countersignedBy: countersignedOn && 'wu.bin',
    countersignedOn,
  });
  const received = (quantity: string, receivedOn: string, rework = false) => ({
    outsourcingOrderId: 'o',
    receivedOn,
    lines: [{ line: '1', received: quantity, rework }],
  });
  const books = {
    orders: [order],
    movements: [
      moved('issue', '100', '2026-12-01'),
      moved('issue', '50', '2026-12-25'),
      moved('issue', '9', null),
      moved('return', '5', '2026-12-02'),
    ],
    receipts: [received('60', '2026-12-10'), received('10', '2026-12-11', true), received('40', '2026-12-22')],
    work: [
      { outsourcingOrderId: 'o', outsourcingLine: '1', figures: { finished: { good: '90', scrap: '4', asOf: '' } } },
    ],
  } as unknown as SupplierBooks;

  it('counts what was signed and received by that day', () => {
    expect(bookAtSupplier('PP', today, books)).toEqual({
      issued: '100',
      returned: '5',
      consumed: '30',
      scrap: '2',
      madeUp: '15',
      raw: '48',
    });
    expect(bookAtSupplier('PP', '2026-12-31', books)).toMatchObject({
      issued: '150',
      consumed: '50',
      madeUp: '0',
      raw: '93',
    });
    expect(bookAtSupplier('STEEL', today, books).raw).toBe('0');
  });
});

describe('a difference', () => {
  const book = { issued: '100', consumed: '0', scrap: '0', returned: '0', madeUp: '0', raw: '100' };
  const count = (quantity: string, asOf = today) => ({ asOf, reportNumber: 'R', quantity });
  const names = (outcome: { events: readonly object[] }) =>
    outcome.events.map((e) => ('$typeName' in e ? String(e.$typeName).split('.').at(-1) : ''));

  it('is told when it appears, changes and ends, and not in between', () => {
    const start = noDifference(place);
    expect(names(holdAgainst(count('100'), book)(start))).toEqual([]);
    const open = holdAgainst(count('97.5'), book)(start);
    expect([names(open), open.state.difference]).toEqual([['StockDifferenceFound'], '-2.5']);
    expect(names(holdAgainst(count('97.50', '2026-12-21'), book)(open.state))).toEqual([]);
    expect(names(holdAgainst(count('101', '2026-12-21'), book)(open.state))).toEqual(['StockDifferenceFound']);
    expect(names(holdAgainst(count('100', '2026-12-21'), book)(open.state))).toEqual(['StockDifferenceSettled']);
    expect(holdAgainst(count('100', '2026-12-19'), book)(open.state).state).toBe(open.state);
  });
});
