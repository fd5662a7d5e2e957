import { as2Identity } from '../../test/as2-identity.ts';
import { receiptAddressOf } from './receipt-address.rules.ts';

const { certificate } = as2Identity('harbor pine');
const url = 'https://as2.harbor-pine.example/as2';
const wish = (async: string | null) => ({ to: 'x@x', signed: true, algorithms: [], async });

describe('where a receipt is posted', () => {
  it.each([
    ['signed, anywhere', certificate, 'https://elsewhere.example/r', url, 'https://elsewhere.example/r'],
    ['signed, with no word of an address', certificate, null, url, null],
    [
      'unsigned, the partner’s host',
      null,
      'http://AS2.harbor-pine.example:4080/r',
      url,
      'http://AS2.harbor-pine.example:4080/r',
    ],
    ['unsigned, elsewhere', null, 'https://elsewhere.example/r', url, null],
    ['unsigned, a name that only begins like his', null, 'https://as2.harbor-pine.example.org/r', url, null],
    ['unsigned, the host as a user name', null, 'https://as2.harbor-pine.example@elsewhere.example/', url, null],
    ['unsigned, no address of the web', null, 'mailto:x@x', 'mailto:y@y', null],
    ['unsigned, no address at all', null, 'nonsense', url, null],
    ['unsigned, a partner who is posted nothing', null, 'https://elsewhere.example/r', null, null],
  ])('%s', (_case, signedBy, async, stationUrl, address) => {
    expect(receiptAddressOf({ receipt: wish(async), signedBy }, { url: stationUrl })).toBe(address);
  });

  it('no receipt is wished for', () => {
    expect(receiptAddressOf({ receipt: null, signedBy: certificate }, { url })).toBeNull();
  });
});
