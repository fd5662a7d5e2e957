import { numbersOf } from './numbers-of.ts';

describe('the numbers by which a document is looked for', () => {
  it('are those of its head and of its lines, each once', () => {
    const document = {
      kind: 'despatch-advice',
      shipmentNumber: 'S-1',
      lines: [
        { orderNumber: 'PO-1', line: '1', quantity: '12' },
        { orderNumber: 'PO-1', line: '2', containers: [{ containerNumber: 'MSKU 7' }] },
      ],
      remark: '',
      invoiceNumber: '',
    };
    expect(numbersOf(document)).toEqual(['S-1', 'PO-1', 'MSKU 7']);
  });

  it('are none where there is no document, and fifty at most', () => {
    expect(numbersOf(null)).toEqual([]);
    const lines = Array.from({ length: 90 }, (_, n) => ({ orderNumber: `PO-${n}` }));
    expect(numbersOf({ lines })).toHaveLength(50);
  });
});
