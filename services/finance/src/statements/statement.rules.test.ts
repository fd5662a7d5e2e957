import { decimal, money } from '@tradeloom/kernel';
import fc from 'fast-check';
import { blankStatement, type SettledReceipt, type Statement, totalsOf } from './statement.rules.ts';
import { bookReceipt, confirmLine, deduct, disputeLine, takeDeductions } from './statement-decision.rules.ts';

const blank = blankStatement({ factory: 'hengda', supplier: 'jingsu', period: '2026-12', currency: 'CNY' });

const receipt = (receiptId: string, accepted: string, rejected = '0', price = '11.80'): SettledReceipt => ({
  receiptId,
  goods: [
    {
      receiptId,
      receipt: `GR-${receiptId}`,
      receivedOn: '2026-12-22',
      orderId: 'o1',
      outsourcingNumber: 'WW-1',
      line: '1',
      item: 'KT18-BODY',
      lot: 'L1',
      received: decimal(accepted).plus(rejected).toFixed(),
      accepted,
      rejected,
      unit: 'PCE',
      unitPrice: price,
      taxPercent: '13',
      reason: '',
    },
  ],
  materials: [
    {
      outsourcingNumber: 'WW-1',
      item: 'PP-GRANULE',
      lot: 'PP-7',
      unit: 'KGM',
      issued: '840',
      consumed: accepted,
      scrap: '0',
      returned: '0',
      atSupplier: '0',
    },
  ],
});

const book = (statement: Statement, one: SettledReceipt) => bookReceipt(one)(statement).state;
const yes = (statement: Statement, n: number, by: 'hengda' | 'jingsu') =>
  confirmLine(n, by, `${by}.clerk`, '2027-01-04')(statement);
const confirmAll = (statement: Statement): Statement =>
  statement.lines.reduce((next, line) => yes(yes(next, line.n, 'jingsu').state, line.n, 'hengda').state, statement);

describe('a statement', () => {
  it('pays what was accepted, before tax per line and with tax in total', () => {
    const statement = book(blank, receipt('r1', '1990', '10'));
    expect(statement.lines.map((line) => line.kind)).toEqual(['material', 'goods']);
    expect(totalsOf(statement)).toMatchObject({
      net: { amount: '23482.00' },
      tax: { amount: '3052.66' },
      payable: { amount: '26534.66' },
    });
  });

  it('books a receipt once', () => {
    const once = book(blank, receipt('r1', '100'));
    expect(bookReceipt(receipt('r1', '100'))(once)).toEqual({ state: once, events: [] });
  });

  it('adds what is told of a receipt later, and only that: a lot that was conceded is paid', () => {
    const once = confirmAll(book(blank, receipt('r1', '0', '2000')));
    const conceded = book(once, receipt('r1', '2000'));
    expect(conceded).toMatchObject({
      status: 'open',
      lines: [{}, {}, { received: '0', accepted: '2000', rejected: '-2000' }],
    });
    expect(totalsOf(conceded).net).toMatchObject({ amount: '23600.00' });
    expect(bookReceipt(receipt('r1', '2000'))(conceded)).toEqual({ state: conceded, events: [] });
  });

  it('shows the latest material balance of a lot and asks for it to be confirmed again', () => {
    const first = confirmAll(book(blank, receipt('r1', '100')));
    const next = book(first, receipt('r2', '250'));
    expect(next.lines.filter((line) => line.kind === 'material')).toMatchObject([
      { consumed: '250', confirmations: [] },
    ]);
    expect(next.status).toBe('open');
  });

  it('keeps the balances of one lot apart that two orders use', () => {
    const first = book(blank, receipt('r1', '100'));
    const other = receipt('r2', '250');
    const materials = other.materials.map((line) => ({ ...line, outsourcingNumber: 'WW-2' }));
    const { lines } = book(first, { ...other, materials });
    const balances = lines.filter((line) => line.kind === 'material');
    expect(balances.map((line) => [line.outsourcingNumber, line.consumed])).toEqual([
      ['WW-1', '100'],
      ['WW-2', '250'],
    ]);
  });

  it('is agreed when both sides confirmed every line, and says so once', () => {
    const statement = book(blank, receipt('r1', '100'));
    const half = yes(yes(yes(statement, 1, 'jingsu').state, 2, 'jingsu').state, 1, 'hengda').state;
    expect(half.status).toBe('open');
    const { state, events } = yes(half, 2, 'hengda');
    expect(state.status).toBe('agreed');
    expect(events).toMatchObject([{ $typeName: 'tradeloom.finance.v1.StatementAgreed', total: { amount: '1333.40' } }]);
    expect(yes(state, 2, 'hengda').events).toEqual([]);
  });

  it('keeps a disputed line open until the side that disputed it confirms it', () => {
    const statement = book(blank, receipt('r1', '100'));
    const disputed = disputeLine(2, 'delivered 110', 'jingsu', 'wu.bin', '2027-01-04')(statement).state;
    expect(() => yes(disputed, 2, 'hengda')).toThrow('finance.statement.line-disputed');
    expect(yes(disputed, 2, 'jingsu').state.lines[1]).toMatchObject({ dispute: null });
  });

  it('cannot dispute what both sides agreed, nor be answered by a stranger', () => {
    const agreed = confirmAll(book(blank, receipt('r1', '100')));
    expect(() => disputeLine(1, 'late', 'jingsu', 'wu.bin', '2027-01-04')(agreed)).toThrow('line-agreed');
    expect(() => confirmLine(1, 'jinfeng', 'yu.hong', '2027-01-04')(agreed)).toThrow('not-a-side');
    expect(() => confirmLine(9, 'jingsu', 'wu.bin', '2027-01-04')(agreed)).toThrow('no-such-line');
  });

  it('takes a deduction off once, and only when both sides agreed to it', () => {
    const open = deduct(money('100', 'CNY'), 'mould repair')(book(blank, receipt('r1', '100'))).state;
    expect(() => takeDeductions([3], 'p1')(open)).toThrow('deduction-not-open');
    const agreed = confirmAll(open);
    expect(totalsOf(agreed).payable.amount).toBe('1233.40');
    const taken = takeDeductions([3], 'p1')(agreed).state;
    expect(() => takeDeductions([3], 'p2')(taken)).toThrow('deduction-not-open');
  });

  it('refuses a deduction in another currency or of nothing', () => {
    expect(() => deduct(money('1', 'USD'), 'x')(blank)).toThrow('deduction-amount');
    expect(() => deduct(money('0', 'CNY'), 'x')(blank)).toThrow('deduction-amount');
  });

  it('is the sum of its lines', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 99_999 })), {
          minLength: 1,
          maxLength: 10,
        }),
        (rows) => {
          const statement = rows.reduce(
            (next, [accepted, price], at) =>
              book(next, receipt(`r${at}`, `${accepted}`, '0', decimal(price).div(1000).toFixed())),
            blank,
          );
          const { net, tax, deductions, payable } = totalsOf(statement);
          const lines = statement.lines.reduce(
            (sum, line) => (line.kind === 'goods' ? sum.plus(line.amount.amount) : sum),
            decimal(0),
          );
          expect(lines.toFixed(2)).toBe(net.amount);
          expect(decimal(net.amount).plus(tax.amount).minus(deductions.amount).toFixed(2)).toBe(payable.amount);
        },
      ),
      { seed: 20_261_231, numRuns: 200 },
    ));
});
