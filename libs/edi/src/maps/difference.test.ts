import { differences } from './difference.ts';
import { segmentDifferences } from './segment-differences.ts';

describe('the difference of two documents', () => {
  it('names each place once, and what stood and stands there', () => {
    const before = { kind: 'x', lines: [{ line: '1', item: 'A' }, { line: '2' }], notes: ['a'], gone: '1' };
    const after = { kind: 'x', lines: [{ line: '1', item: 'B' }], notes: ['a', 'b'], term: { incoterm: 'FOB' } };
    expect(differences(before, after)).toEqual([
      { path: 'lines[0].item', before: 'A', after: 'B' },
      { path: 'lines[1]', before: { line: '2' }, after: null },
      { path: 'notes[1]', before: null, after: 'b' },
      { path: 'gone', before: '1', after: null },
      { path: 'term', before: null, after: { incoterm: 'FOB' } },
    ]);
  });

  it('is none between the same, nor between nothing and null', () => {
    expect(differences({ a: [1, { b: 'c' }] }, { a: [1, { b: 'c' }] })).toEqual([]);
    expect(differences(null, undefined)).toEqual([]);
    expect(differences(null, { a: 1 })).toEqual([{ path: '', before: null, after: { a: 1 } }]);
  });
});

describe('the difference of two messages', () => {
  const before = ['ST', 'BAK', 'N1', 'PO1', 'CTT', 'SE*6'];
  it.each([
    ['one more', ['ST', 'BAK', 'REF', 'N1', 'PO1', 'CTT', 'SE*6'], [['segments[3]', null, 'REF']]],
    ['one less', ['ST', 'BAK', 'PO1', 'CTT', 'SE*6'], [['segments[3]', 'N1', null]]],
    ['one instead', ['ST', 'BAK', 'N9', 'PO1', 'CTT', 'SE*6'], [['segments[3]', 'N1', 'N9']]],
    ['more at the end', [...before, 'GE'], [['segments[7]', null, 'GE']]],
    ['none', before, []],
  ])('%s', (_what, after, expected) => {
    expect(segmentDifferences(before, after).map((d) => [d.path, d.before, d.after])).toEqual(expected);
  });

  it('of very long ones is told place by place', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `A*${i}`);
    expect(segmentDifferences(long, ['X', ...long.slice(1), 'Y'])).toEqual([
      { path: 'segments[1]', before: 'A*0', after: 'X' },
      { path: 'segments[3001]', before: null, after: 'Y' },
    ]);
  });
});
