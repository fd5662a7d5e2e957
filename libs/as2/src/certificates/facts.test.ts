import { identity } from '../../test/identity.ts';
import { certificateFacts } from './facts.ts';

describe('a certificate', () => {
  const from = new Date('2026-01-01T00:00:00Z');
  const to = new Date('2026-12-31T12:00:00Z');
  const { certificate } = identity({ name: 'as2.factory.example', from, to, serial: 0x2a });

  it('is told by its subject, number, times and fingerprint', () => {
    expect(certificateFacts(certificate, new Date('2026-11-01T12:00:00Z'))).toEqual({
      subject: 'CN=as2.factory.example',
      issuer: 'CN=as2.factory.example',
      serial: '2A',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2026-12-31T12:00:00.000Z',
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      daysLeft: 60,
      inForce: true,
    });
  });

  it.each<[string, number, boolean]>([
    ['2025-12-31T23:59:59Z', 364, false],
    ['2026-12-31T11:59:59Z', 0, true],
    ['2026-12-31T12:00:00Z', 0, true],
    ['2026-12-31T12:00:01Z', -1, false],
  ])('has at %s %d days left', (at, daysLeft, inForce) => {
    expect(certificateFacts(certificate, new Date(at))).toMatchObject({ daysLeft, inForce });
  });
});
