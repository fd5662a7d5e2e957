import { fateNames, findableNames, outboundName, pathless } from './shown-name.rules.ts';

describe('the name under which a file is shown', () => {
  it('is the own one for the latest of a name; earlier ones bear their id too', () => {
    const files = [
      { id: '3', fileName: 'a.edi' },
      { id: '2', fileName: 'b' },
      { id: '1', fileName: 'a.edi' },
      { id: '0', fileName: 'b' },
    ];
    expect([...fateNames(files)].map(([name, { id }]) => [name, id])).toEqual([
      ['a.edi', '3'],
      ['b', '2'],
      ['a.1.edi', '1'],
      ['b.0', '0'],
    ]);
  });

  it('is found under its id too, whether it is the latest or not', () => {
    const files = [
      { id: '2', fileName: 'a.edi' },
      { id: '1', fileName: 'a.edi' },
    ];
    expect(['a.edi', 'a.2.edi', 'a.1.edi'].map((name) => findableNames(files).get(name)?.id)).toEqual(['2', '2', '1']);
  });

  it('never names another file of ours later', () => {
    expect(outboundName({ id: '7', fileName: '850-12.edi', control: '000000012' })).toBe('850-12.edi');
    expect(outboundName({ id: '7', fileName: 'WX-1.xlsx', control: null })).toBe('WX-1.7.xlsx');
    expect(outboundName({ id: '7', fileName: null, control: null })).toBe('7.7');
  });

  it('is no path, whatever number it is made of', () => {
    expect(['OrderResponse-../PO\\1.xml', 'a\u202eb\n.xlsx', '订单 1.xlsx'].map(pathless)).toEqual([
      'OrderResponse-..-PO-1.xml',
      'a-b-.xlsx',
      '订单 1.xlsx',
    ]);
  });
});
