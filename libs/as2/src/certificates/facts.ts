import type { X509Certificate } from 'node:crypto';

/** What a person needs to tell certificates apart and to renew them in time. */
export interface CertificateFacts {
  /** one attribute a line in the certificate, here parted by `, `: `CN=as2.example, O=Example` */
  readonly subject: string;
  readonly issuer: string;
  /** hexadecimal, upper case */
  readonly serial: string;
  /** ISO 8601, UTC */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER, `AB:CD:...` */
  readonly fingerprint: string;
  /** whole days from `at` until it ends; negative once it has */
  readonly daysLeft: number;
  readonly inForce: boolean;
}

const DAY = 86_400_000;

export const inForce = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate;

export function certificateFacts(certificate: X509Certificate, at: Date): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serial: certificate.serialNumber,
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
    daysLeft: Math.floor((certificate.validToDate.getTime() - at.getTime()) / DAY),
    inForce: inForce(certificate, at),
  };
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ');
