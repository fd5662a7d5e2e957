import { contentFor, loadedShipment } from '../../test/scene.ts';

describe('the documents of a shipment', () => {
  const { invoice, packingList, declaration } = contentFor(loadedShipment());

  it('invoice what is packed at the price of the export leg', () => {
    expect(invoice.lines.map((l) => [l.quantity.value, l.unitPrice, l.amount])).toEqual([
      ['1200', '14.85', '17820.00'],
      ['500', '17.67', '8835.00'],
    ]);
    expect(invoice.total).toEqual({ amount: '26655.00', currency: 'USD' });
    expect(invoice.amountInWords).toBe('SAY US DOLLARS TWENTY-SIX THOUSAND SIX HUNDRED AND FIFTY-FIVE ONLY');
  });

  it('state the payment terms of the export leg', () => {
    expect(invoice.paymentTerms).toBe(
      '30 % T/T 7 days after order confirmation; 60 % T/T 5 days after copy of B/L; ' +
        '10 % T/T 6 months after on-board date',
    );
  });

  it('list every carton range with its pieces', () => {
    expect(packingList.rows.map((r) => [r.from, r.to, r.cartons, r.quantity.value])).toEqual([
      [1, 100, 100, '1200'],
      [101, 183, 83, '498'],
      [184, 184, 1, '2'],
    ]);
  });

  it('declare names, elements and statutory units of the items', () => {
    expect(declaration.lines[0]).toMatchObject({
      codeTs: '8516799000',
      nameZh: '电热水壶',
      statutory: [
        { value: '1200', unitZh: '台' },
        { value: '1260.00', unitZh: '千克' },
      ],
      price: '14.8500',
      total: '17820.00',
    });
  });

  it('declare FOB, general trade, sea and paper cartons in customs codes', () => {
    expect(declaration).toMatchObject({ transMode: '3', tradeMode: '0110', trafMode: '2', wrapType: '22' });
  });

  it('must be declared by the day before departure', () => {
    expect(declaration.declareBy).toBe('2027-02-04');
  });
});
