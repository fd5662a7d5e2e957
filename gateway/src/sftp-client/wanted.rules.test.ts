import { type Listed, planOf, type Sighting, type Wanted } from './wanted.rules.ts';

const wanted: Wanted = { matches: (name) => name.startsWith('a'), doneSuffix: null, longest: 100 };
const file = (name: string, changes: Partial<Listed> = {}): Listed => ({
  name,
  isFile: true,
  size: 10,
  mtime: 1000,
  ...changes,
});
const seen = (name: string, changes: Partial<Sighting> = {}): Sighting => ({
  id: `id of ${name}`,
  name,
  size: 10,
  mtime: 1000,
  refused: null,
  taken: null,
  ...changes,
});
const none = { take: [], settle: [], note: [], refuse: [], forget: [] };

describe('what to do with a folder', () => {
  it('takes what is as it was, and notes what is new or has changed', () => {
    const listed = [file('a1'), file('a2'), file('a3', { size: 11 }), file('a4', { mtime: 1001 })];
    expect(planOf(listed, [seen('a1'), seen('a3'), seen('a4')], wanted)).toEqual({
      ...none,
      take: [seen('a1')],
      note: listed.slice(1),
    });
  });

  it.each(['a.part', '.a', 'b', 'a/../b', 'a\u202egne', 'a\ufffd'])('never wants %j', (name) => {
    const any = { ...wanted, matches: (asked: string) => asked !== 'b' };
    expect(planOf([file(name)], [], any)).toEqual(none);
  });

  it('wants no folders and nothing empty', () => {
    expect(planOf([file('a1', { isFile: false }), file('a2', { size: 0 })], [], wanted)).toEqual(none);
  });

  it('refuses what is too long, once, and asks again when it has changed', () => {
    const long = file('a1', { size: 101 });
    const before = seen('a1', { size: 101 });
    expect(planOf([long], [before], wanted)).toEqual({ ...none, refuse: [before] });
    const refused = { ...before, refused: 'too-long' };
    expect(planOf([long], [refused], wanted)).toEqual(none);
    expect(planOf([file('a1')], [refused], wanted)).toEqual({ ...none, note: [file('a1')] });
  });

  it('settles what was taken, also where it is gone or another lies there now', () => {
    const taken = ['a1', 'a2', 'a3'].map((name) => seen(name, { taken: 'i' }));
    expect(planOf([file('a1'), file('a2', { size: 11 })], taken, wanted)).toEqual({ ...none, settle: taken });
  });

  it('forgets what somebody else has taken away', () => {
    expect(planOf([], [seen('a1')], wanted)).toEqual({ ...none, forget: [seen('a1')] });
  });

  it('waits for markers where there are markers, and takes none for a file', () => {
    const marked = { ...wanted, doneSuffix: '.done' };
    const known = [seen('a1'), seen('a2')];
    expect(planOf([file('a1'), file('a2'), file('a1.done')], known, marked)).toEqual({ ...none, take: [seen('a1')] });
    expect(planOf([file('a1'), file('a1.done', { isFile: false })], [seen('a1')], marked)).toEqual(none);
  });
});
