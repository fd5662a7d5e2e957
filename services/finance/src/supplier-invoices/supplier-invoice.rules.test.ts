import { markPaid, recordInvoice, refuseAgain } from './supplier-invoice.rules.ts';
import { type MatchedAgainst, matchInvoice, type PresentedInvoice, strictPolicy } from './three-way-match.rules.ts';

const invoice: PresentedInvoice = {
  supplier: 'jingsu',
  factory: 'hengda',
  number: 'JS-2701',
  date: '2027-01-05',
  currency: 'CNY',
  net: '23482.00',
  taxPercent: '13',
  tax: '3052.66',
  total: '26534.66',
  lines: [{ orderNumber: 'WW-1', line: '1', quantity: '1990', unit: 'PCE', unitPrice: '11.80', amount: '23482.00' }],
};
const known: MatchedAgainst = {
  orderNumber: 'WW-1',
  line: '1',
  currency: 'CNY',
  unitPrice: '11.80',
  unit: 'PCE',
  taxPercent: '13',
  agreed: '1990',
  open: '0',
  invoiced: '0',
};
const codes = (
  over: Partial<PresentedInvoice>,
  against: Partial<MatchedAgainst> = {},
  policy = strictPolicy,
): string[] =>
  matchInvoice({ ...invoice, ...over }, [{ ...known, ...against }], policy).map((one) =>
    one.code.replace('finance.invoice.', ''),
  );
const line = invoice.lines[0]!;

describe('a three-way match', () => {
  it('finds nothing when order price, accepted quantity and invoice agree', () => expect(codes({})).toEqual([]));

  it.each([
    ['a line nobody ordered', { lines: [{ ...line, line: '9' }] }, {}, ['unknown-line']],
    ['a wrong line amount', { lines: [{ ...line, amount: '23480.00' }] }, {}, ['line-amount', 'net']],
    ['a wrong tax', { tax: '3052.00', total: '26534.00' }, {}, ['tax']],
    ['a wrong total', { total: '26534.00' }, {}, ['total']],
    ['another currency', { currency: 'USD' }, {}, ['currency']],
    ['another unit', { lines: [{ ...line, unit: 'KGM' }] }, {}, ['unit']],
    ['a price above the order’s', {}, { unitPrice: '11.79' }, ['price']],
    ['more than was accepted', {}, { agreed: '1989' }, ['quantity']],
    ['what was invoiced before', {}, { invoiced: '1' }, ['quantity']],
    ['what is not agreed on the statement yet', {}, { agreed: '0', open: '1990' }, ['statement-not-agreed']],
    [
      'a line that takes money back',
      {
        lines: [{ ...line, quantity: '-10', amount: '-118.00' }],
        net: '-118.00',
        tax: '-15.34',
        total: '-133.34',
      },
      {},
      ['not-positive'],
    ],
    ['another tax rate', {}, { taxPercent: '9' }, ['tax-rate']],
  ] as [string, Partial<PresentedInvoice>, Partial<MatchedAgainst>, string[]][])(
    'finds %s',
    (_, over, against, expected) => expect(codes(over, against)).toEqual(expected),
  );

  it('lets a cent of rounding pass', () => expect(codes({ tax: '3052.67', total: '26534.67' })).toEqual([]));

  it('judges two lines on the same order line by their sum', () =>
    expect(
      codes({
        net: '23600.00',
        tax: '3068.00',
        total: '26668.00',
        lines: [
          { ...line, quantity: '1000', amount: '11800.00' },
          { ...line, quantity: '1000', amount: '11800.00' },
        ],
      }),
    ).toEqual(['quantity']));

  it('follows the tolerance policy', () => {
    const policy = { ...strictPolicy, pricePercent: '1', quantityPercent: '2' };
    expect(codes({}, { unitPrice: '11.70', agreed: '1960' }, policy)).toEqual([]);
  });
});

describe('a supplier invoice', () => {
  const drawnFrom = { preparedBy: ['shen.yi'], orderIds: ['o1'] };
  it('that matches is payable once', () => {
    const { state, events } = recordInvoice('i1', invoice, [], drawnFrom, undefined);
    expect(events).toMatchObject([{ outcome: 'matched', total: { amount: '26534.66' } }]);
    const paid = markPaid('p1')(state).state;
    expect(() => markPaid('p2')(paid)).toThrow('finance.invoice.not-payable');
  });

  it('that does not match is refused with its findings, to the supplier too', () => {
    const findings = matchInvoice(invoice, [], strictPolicy);
    const { state, events } = recordInvoice('i1', invoice, findings, drawnFrom, undefined);
    expect(state.status).toBe('refused');
    expect(events.map((event) => '$typeName' in event && event.$typeName)).toEqual([
      'tradeloom.finance.v1.SupplierInvoiceMatched',
      'tradeloom.finance.v1.DocumentRefused',
    ]);
  });

  it('that comes twice is refused without touching the first', () => {
    const { state } = recordInvoice('i1', invoice, [], drawnFrom, undefined);
    const again = refuseAgain(invoice, undefined)(state);
    expect(again.state).toBe(state);
    expect(again.events).toMatchObject([{ findings: [{ code: 'finance.invoice.duplicate' }] }]);
  });
});
