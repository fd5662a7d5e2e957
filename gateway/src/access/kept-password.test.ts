import { randomBytes, scryptSync } from 'node:crypto';
import { isKeptCheaply, isKeptPassword, keptPassword } from './kept-password.ts';

describe('a password', () => {
  // ASVS V11.4.2
  it('is kept by scrypt at the cost of current guidance, salted, and never itself', async () => {
    const [one, other] = [await keptPassword('right'), await keptPassword('right')];
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    expect(one).not.toBe(other);
    expect(await isKeptPassword('right', one)).toBe(true);
  });

  // ASVS V6.2.8, V6.2.5, V6.2.9
  it('is right exactly as it was given: its case, its blanks, every one of its 200 characters, whatever they are', async () => {
    const given = ` Kettle 水壶 ${'x'.repeat(200)} `;
    const kept = await keptPassword(given);
    expect(await isKeptPassword(given, kept)).toBe(true);
    for (const wrong of [given.trim(), given.toLowerCase(), `${given.slice(0, -2)}y `, given.slice(0, 72), '']) {
      expect(await isKeptPassword(wrong, kept)).toBe(false);
    }
  });

  it('that was kept at less is right as before, and known to be kept cheaply', async () => {
    const salt = randomBytes(16);
    const before = `${salt.toString('hex')}:${scryptSync('right', salt, 32).toString('hex')}`;
    expect(await isKeptPassword('right', before)).toBe(true);
    expect(await isKeptPassword('wrong', before)).toBe(false);
    expect([isKeptCheaply(before), isKeptCheaply(await keptPassword('right'))]).toEqual([true, false]);
  });

  it.each(['', null, undefined, ':', 'scrypt$16384$8$5$$', 'plain'])(
    'is never right where %j is kept',
    async (kept) => {
      expect(await isKeptPassword('', kept)).toBe(false);
      expect(await isKeptPassword('right', kept)).toBe(false);
    },
  );
});
