import ExcelJS from '@protobi/exceljs';
import { type OrderSheet, writeOrderSheet } from './order-sheet.ts';
import { readFeed } from './read-feed.ts';

const order: OrderSheet = {
  orderNumber: '00042',
  orderDate: '2026-03-01',
  buyer: '宁波远洋贸易',
  supplier: '=cmd|calc',
  lines: [
    { line: '1', item: '000123', description: '六角螺栓', quantity: '1000', unit: 'PCE', requested: '2026-04-01' },
    { line: '2', item: 'NUT-M10', quantity: '500', unit: 'PCE', requested: '2026-04-01' },
  ],
};

const fillIn = async (bytes: Uint8Array, answers: Record<string, string>): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  for (const [cell, value] of Object.entries(answers)) workbook.worksheets[0]!.getCell(cell).value = value;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

describe('an order sheet', () => {
  it('is answered by filling in its last columns and sending it back', async () => {
    const answered = await fillIn(await writeOrderSheet(order), {
      J6: '接受',
      L6: '2026/4/1',
      J7: '接受',
      K7: '400',
      L7: '2026-04-08',
    });
    const reading = await readFeed(answered, { receivedAt: '2026-03-02T01:00:00Z' });
    expect(reading.errors.filter((e) => e.severity === 'error')).toEqual([]);
    expect(reading).toMatchObject({
      kind: 'acknowledgement',
      verdict: 'accepted',
      documents: [
        {
          document: {
            orderNumber: '00042',
            orderDate: '2026-03-01',
            lines: [
              { line: '1', buyerItem: '000123', confirmations: [{ status: 'accepted', quantity: '1000' }] },
              { line: '2', confirmations: [{ status: 'changed', quantity: '400', date: '2026-04-08' }] },
            ],
          },
        },
      ],
    });
  });

  it('left blank is rejected row by row, not read as a yes', async () => {
    const reading = await readFeed(await writeOrderSheet(order), { receivedAt: '2026-03-02T01:00:00Z' });
    expect(reading.rows.map((r) => r.verdict)).toEqual(['rejected', 'rejected']);
  });

  it('of a change carries the change number into the answer', async () => {
    const answered = await fillIn(await writeOrderSheet({ ...order, changeNumber: 'CH-3' }), {
      K6: '接受',
      M6: '2026-04-01',
      K7: '拒绝',
    });
    const reading = await readFeed(answered, { receivedAt: '2026-03-02T01:00:00Z' });
    expect(reading).toMatchObject({
      kind: 'change-acknowledgement',
      documents: [{ document: { changeNumber: 'CH-3', outcome: 'changed' } }],
    });
  });

  it('holds typed strings only: nothing in it is computed', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(await writeOrderSheet(order)) as unknown as ExcelJS.Buffer);
    expect(workbook.worksheets[0]?.getCell('A3')).toMatchObject({ value: '供方 Supplier: =cmd|calc' });
    expect(workbook.worksheets[0]?.getCell('A6').type).toBe(ExcelJS.ValueType.String);
  });
});
