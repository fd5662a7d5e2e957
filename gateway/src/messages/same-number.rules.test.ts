import { waysToWrite } from './same-number.rules.ts';

describe('a control number that is echoed', () => {
  it.each([
    ['000000017', '17'],
    ['17', '000000017'],
    ['0', '000000000'],
    ['20261207000001', '20261207000001'],
  ])('as %s is %s', (echoed, ours) => expect(waysToWrite(echoed)).toContain(ours));

  it.each([
    ['170', '17'],
    ['017', '0170'],
    ['A017', 'A17'],
  ])('as %s is not %s', (echoed, ours) => expect(waysToWrite(echoed)).not.toContain(ours));
});
