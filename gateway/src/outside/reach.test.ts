import { isOutside, Reach } from './reach.ts';

// ASVS V1.3.6
describe('where partners may be called', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.17.255.255',
    '198.20.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
    '240e:1:2::3',
  ])('to %s of the Internet', (address) => expect(isOutside(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.1.2.3',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:a00:1::1',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('never to %s', (address) => expect(isOutside(address)).toBe(false));

  const reach = new Reach(['10.2.0.0/16', 'fd00::/8']);
  it('to networks that the operator names as well', () => {
    expect(['10.2.3.4', 'fd00::7', '8.8.8.8'].every((address) => reach.allows(address))).toBe(true);
    expect(['10.3.0.1', 'fc00::7', 'localhost'].some((address) => reach.allows(address))).toBe(false);
  });

  it.each([
    'https://erp.example.com/hook?x=1',
    'https://8.8.8.8/',
    'https://10.2.3.4:8443/hook',
    'http://10.2.3.4/hook',
    'http://[fd00::7]/',
  ])('takes %s', (url) => expect(() => reach.mustAllowUrl(url)).not.toThrow());

  it.each([
    ['gateway.address.none', 'erp.example.com'],
    ['gateway.address.not-https', 'http://erp.example.com/'],
    ['gateway.address.not-https', 'file:///etc/passwd'],
    ['gateway.address.not-https', 'gopher://8.8.8.8/'],
    ['gateway.address.with-user', 'https://a:b@erp.example.com/'],
    ['gateway.address.inside', 'https://127.0.0.1/'],
    ['gateway.address.inside', 'https://2130706433/'],
    ['gateway.address.inside', 'https://0x7f.1/'],
    ['gateway.address.inside', 'https://[::1]/'],
    ['gateway.address.inside', 'https://[::ffff:10.0.0.1]/'],
    ['gateway.address.inside', 'https://169.254.169.254/latest/meta-data'],
  ])('refuses (%s) %s', (code, url) =>
    expect(() => reach.mustAllowUrl(url)).toThrow(expect.objectContaining({ code })),
  );
});
