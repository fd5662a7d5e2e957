import fc from 'fast-check';
import { checkDigitOf, isContainerNumber, mustBeContainer } from './container.rules.ts';

const firstTen = fc
  .tuple(fc.stringMatching(/^[A-Z]{3}$/), fc.constantFrom('U', 'J', 'Z'), fc.stringMatching(/^\d{6}$/))
  .map((parts) => parts.join(''));

describe('a container number', () => {
  it.each(['CSQU3054383', 'MSKU9070323', 'TGHU7599330'])('%s is one of ISO 6346', (number) => {
    expect(isContainerNumber(number)).toBe(true);
  });

  it.each(['CSQU3054384', 'CSQX3054383', 'csqu3054383', 'CSQU305438', ''])('%s is none', (number) => {
    expect(isContainerNumber(number)).toBe(false);
  });

  it('no longer passes when one digit of its serial is misread', () => {
    fc.assert(
      fc.property(firstTen, fc.integer({ min: 4, max: 9 }), fc.integer({ min: 1, max: 9 }), (ten, at, by) => {
        const misread = `${ten.slice(0, at)}${(Number(ten[at]) + by) % 10}${ten.slice(at + 1)}`;
        // 10 and 0 share the check digit 0: the norm advises against serials whose remainder is 10.
        fc.pre(checkDigitOf(ten) !== 0 && checkDigitOf(misread) !== 0);
        expect(isContainerNumber(`${misread}${checkDigitOf(ten)}`)).toBe(false);
      }),
      { seed: 6346, numRuns: 300 },
    );
  });

  it('is refused with its code when the check digit does not fit', () => {
    expect(() => mustBeContainer({ number: 'MSKU9070324', tareKg: '3800', vgmKg: '9000' })).toThrow(
      expect.objectContaining({ code: 'logistics.container.bad-number' }),
    );
  });

  it('cannot weigh less than it does empty', () => {
    expect(() => mustBeContainer({ number: 'MSKU9070323', tareKg: '3800', vgmKg: '3800' })).toThrow(
      expect.objectContaining({ code: 'logistics.container.vgm-below-tare' }),
    );
  });
});
