import { generateKeyPairSync } from 'node:crypto';
import { as2Identity } from '../../test/as2-identity.ts';
import { addCertificate, certificatesInForce, openStation, removeCertificate, type Station } from './as2-station.ts';

const at = new Date('2026-11-23T08:00:00Z');
const pem = (...identity: Parameters<typeof as2Identity>): string => as2Identity(...identity).certificate.toString();
const station = openStation('harbor-pine', ['harbor-pine', 'eastbridge'], {
  ourName: 'EASTBRIDGE',
  theirName: 'HARBORPINE',
  url: null,
  sign: true,
  encrypt: true,
  compress: true,
  cipher: 'aes-256-cbc',
  receipt: 'sync',
}).state;
const add = (state: Station, certificate: string): Station =>
  addCertificate(certificate, 'harbor-pine', at)(state).state;
const subjects = (state: Station, when: Date): string[] =>
  certificatesInForce(state, when).map(({ subject }) => subject);

describe('the certificates of an AS2 partner', () => {
  const old = pem('old', { to: '2026-12-31' });
  const next = pem('next', { from: '2026-12-01', to: '2028-12-31' });

  it('overlap while he changes over, the newest first, and count while they are in force', () => {
    const both = add(add(station, old), next);
    expect(subjects(both, at)).toEqual(['CN=old']);
    expect(subjects(both, new Date('2026-12-15'))).toEqual(['CN=next', 'CN=old']);
    expect(subjects(both, new Date('2027-01-15'))).toEqual(['CN=next']);
  });

  it('stand there once each, and go one by one', () => {
    const both = add(add(add(station, old), next), old);
    expect(both.certificates).toHaveLength(2);
    const fingerprint = both.certificates[0]?.fingerprint ?? '';
    expect(removeCertificate(fingerprint)(both).state.certificates).toHaveLength(1);
    expect(() => removeCertificate('none')(both)).toThrow(expect.objectContaining({ kind: 'not-found' }));
  });

  it.each([
    ['gateway.as2.no-certificate', 'no certificate'],
    ['gateway.as2.certificate-expired', pem('late', { from: '2024-01-01', to: '2026-11-22' })],
    [
      'gateway.as2.certificate-not-rsa',
      pem('curve', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
    ],
  ])('are refused with %s', (code, certificate) =>
    expect(() => add(station, certificate)).toThrow(expect.objectContaining({ code })),
  );

  it('are five at most', () => {
    const five = ['1', '2', '3', '4', '5'].reduce((state, name) => add(state, pem(name)), station);
    expect(() => add(five, pem('6'))).toThrow(expect.objectContaining({ code: 'gateway.as2.too-many-certificates' }));
  });
});
