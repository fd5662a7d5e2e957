import { absolutePathOf, isGoodName, isTemporary, placeOf } from './place.rules.ts';

describe('a path', () => {
  it.each([
    ['', { kind: 'root' }],
    ['.', { kind: 'root' }],
    ['/../..', { kind: 'root' }],
    ['inbound', { kind: 'folder', folder: 'inbound' }],
    ['//inbound/./', { kind: 'folder', folder: 'inbound' }],
    ['../inbound/订单 1.csv', { kind: 'file', folder: 'inbound', name: '订单 1.csv' }],
    ['/inbound/../rejected/x', { kind: 'file', folder: 'rejected', name: 'x' }],
  ])('%s names %j', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it.each(['/etc/passwd', 'x', 'inbound/deep/x', 'Inbound/x', 'inbound/a\u0000b', `inbound/${'/'.repeat(4_100)}x`])(
    '%j names nothing',
    (path) => {
      expect(placeOf(path)).toBeNull();
    },
  );

  it('ends at the root, however far it climbs', () => {
    expect(absolutePathOf('../../a/./b//../c')).toBe('/a/c');
    expect(absolutePathOf('a\u0007')).toBeNull();
  });
});

describe('a name', () => {
  it.each(['order.edi', '订单.csv', 'a b', '...', 'x'.repeat(255)])('%s may be kept', (name) => {
    expect(isGoodName(name)).toBe(true);
  });

  it.each(['', ' ', 'a/b', 'a\\b', 'a\nb', '\u202egpj', 'a\ufffd', '\ud800', 'x'.repeat(256), '单'.repeat(86)])(
    '%j may not',
    (name) => {
      expect(isGoodName(name)).toBe(false);
    },
  );

  it.each(['a.edi.part', 'a.TMP', 'a.filepart', '.in.a.edi', 'a.partial', 'a.uploading'])('%s is temporary', (name) => {
    expect(isTemporary(name)).toBe(true);
  });

  it.each(['a.edi', 'part', 'a.part.edi', 'tmp.csv'])('%s is not', (name) => {
    expect(isTemporary(name)).toBe(false);
  });
});
