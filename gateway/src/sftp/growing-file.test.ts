import { GrowingFile } from './growing-file.ts';
import { limits } from './limits.ts';

const room = (bytes: number = limits.file) => {
  let held = 0;
  return {
    held: () => held,
    take: (more: number) => {
      if (held + more > bytes) return false;
      held += more;
      return true;
    },
    giveBack: (less: number) => {
      held -= less;
    },
  };
};

describe('a file that is uploaded', () => {
  it('is whole when all of it has come, in any order', () => {
    const file = new GrowingFile(room());
    file.write(3, Buffer.from('def'));
    expect(() => file.whole()).toThrow(/Not all/);
    file.write(0, Buffer.from('abc'));
    expect(file.whole().toString()).toBe('abcdef');
  });

  it('goes on where it was left, and can be cut', () => {
    const file = new GrowingFile(room(), Buffer.from('abcdef'));
    file.cut(2);
    file.write(2, Buffer.from('X'));
    expect(file.whole().toString()).toBe('abX');
    expect(() => file.cut(4)).toThrow(/longer/);
  });

  it('is lost, with all its memory, when there is no room for it or it is too large', () => {
    const little = room(100_000);
    const file = new GrowingFile(little);
    file.write(0, Buffer.alloc(60_000));
    expect(() => file.write(60_000, Buffer.alloc(60_000))).toThrow(/at once/);
    expect(little.held()).toBe(0);
    expect(() => file.write(0, Buffer.from('a'))).toThrow(/is lost/);
    expect(() => file.whole()).toThrow(/Not all/);
    expect(() => new GrowingFile(room()).write(limits.file, Buffer.from('a'))).toThrow(/32 MiB/);
  });

  it('takes memory as it grows, never more than a file may have, and gives it back once', () => {
    const all = room();
    const file = new GrowingFile(all);
    for (let at = 0; at < limits.file; at += 1_048_576) file.write(at, Buffer.alloc(1_048_576));
    expect(all.held()).toBe(limits.file);
    file.forget();
    file.forget();
    expect(all.held()).toBe(0);
  });
});
