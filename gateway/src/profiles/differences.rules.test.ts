import { bytesDiffer, differencesOf } from './differences.rules.ts';

describe('two documents', () => {
  it('differ at the places where one says something else, or nothing', () => {
    const before = { number: 'PO-1', lines: [{ quantity: '5', unit: 'PCE' }], note: 'a' };
    const after = { number: 'PO-1', lines: [{ quantity: '6', unit: 'PCE' }, { quantity: '1' }] };
    expect(differencesOf(before, after)).toEqual([
      { path: 'lines.0.quantity', before: '5', after: '6' },
      { path: 'lines.1', before: null, after: '{"quantity":"1"}' },
      { path: 'note', before: 'a', after: null },
    ]);
    expect(differencesOf(before, structuredClone(before))).toEqual([]);
    expect(differencesOf(null, after)).toMatchObject([{ path: '', before: null }]);
  });

  it('are told apart at twenty places at most', () => {
    const list = (from: number) => Array.from({ length: 50 }, (_, i) => i + from);
    expect(differencesOf(list(0), list(1))).toHaveLength(20);
  });
});

describe('two files', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');

  it('differ from the first byte that does', () => {
    expect(bytesDiffer(bytes('ISA*00*one~'), bytes('ISA*00*two~~'))).toEqual({
      offset: 7,
      before: 'ISA*00*one~',
      after: 'ISA*00*two~~',
      sizeBefore: 11,
      sizeAfter: 12,
    });
    const [long, longer] = [bytes('x'.repeat(500)), bytes('x'.repeat(501))];
    expect(bytesDiffer(long, longer)).toMatchObject({ offset: 500, before: 'x'.repeat(20), after: 'x'.repeat(21) });
  });

  it('do not where they are the same', () => {
    expect(bytesDiffer(bytes('a'), bytes('a'))).toBeNull();
  });
});
