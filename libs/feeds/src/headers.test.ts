import { fieldOf, ownWords } from './headers.ts';

describe('the dictionary of headers', () => {
  it.each([
    ['订单号', 'orderNumber'],
    ['*订单号（必填）', 'orderNumber'],
    ['PO No.', 'orderNumber'],
    ['PO', 'orderNumber'],
    ['P/O Number', 'orderNumber'],
    ['订单号 Order No.', 'orderNumber'],
    ['行号/Line', 'line'],
    ['料号', 'item'],
    ['完工/良品', 'good'],
    ['已完工数量', 'completed'],
    ['完工数量（件）', 'completed'],
    ['日期/截至', 'asOf'],
    ['接受/拒绝', 'decision'],
    ['Accept/Reject', 'decision'],
    ['承诺交期', 'promised'],
    ['送货单号', 'noteNumber'],
    ['批号', 'lot'],
    ['箱数', 'cartons'],
    ['ＬＯＴ　ＮＯ', 'lot'],
    ['Errors', 'outcome'],
  ])('reads %s as %s', (header, field) => expect(fieldOf(header)).toBe(field));

  it('leaves words that mean different things to the kind of feed', () => {
    expect(fieldOf('数量')).toBeUndefined();
    expect(fieldOf('数量', ownWords({ quantity: '数量 Qty' }))).toBe('quantity');
    expect(fieldOf('Qty.', ownWords({ quantity: '数量 Qty' }))).toBe('quantity');
  });

  it('does not know words of the language itself', () => {
    for (const header of ['__proto__', 'constructor', 'toString', '']) expect(fieldOf(header)).toBeUndefined();
  });
});
