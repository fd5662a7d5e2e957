import { X509Certificate } from 'node:crypto';
import { type Cipher, certificateFacts } from '@tradeloom/as2';
import { type Decision, DomainError, must, notFound, type Outcome } from '@tradeloom/kernel';

/** A certificate of the partner's: he signs with its key, and what goes to him is sealed for it. */
export interface StationCertificate {
  /** SHA-256, hex */
  readonly fingerprint: string;
  readonly pem: string;
  readonly addedBy: string;
  /** RFC 3339 */
  readonly addedAt: string;
}

export interface StationTerms {
  /** AS2 names (RFC 4130 6.2): how we are called, and how the partner is. */
  readonly ourName: string;
  readonly theirName: string;
  /** Where files for the partner are posted; null: he fetches them another way. */
  readonly url: string | null;
  readonly sign: boolean;
  readonly encrypt: boolean;
  readonly compress: boolean;
  readonly cipher: Cipher;
  /** How the partner is asked to say that he has it. */
  readonly receipt: 'sync' | 'async' | 'none';
}

/** How a partner and his counterparty speak AS2. Its id is the partner's. */
export interface Station extends StationTerms {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  /** The newest first; several while the partner changes over. */
  readonly certificates: readonly StationCertificate[];
}

const mostCertificates = 5;

export const openStation = (id: string, parties: readonly string[], terms: StationTerms): Outcome<Station> => ({
  state: { id, version: 0, parties, ...terms, certificates: [] },
  events: [],
});

export const setTerms =
  (terms: StationTerms): Decision<Station> =>
  (station) => ({ state: { ...station, ...terms }, events: [] });

/** @throws DomainError when it is no certificate */
const certificateOf = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new DomainError('gateway.as2.no-certificate', {
      en: 'This is no certificate (PEM, X.509)',
      zh: '不是有效的证书（PEM，X.509）',
    });
  }
};

/** A certificate beside those there are: both count until the old one is taken away. */
export const addCertificate =
  (pem: string, login: string, at: Date): Decision<Station> =>
  (station) => {
    const certificate = certificateOf(pem);
    const { fingerprint, inForce } = certificateFacts(certificate, at);
    must(inForce || certificate.validFromDate > at, 'gateway.as2.certificate-expired', {
      en: 'The certificate has expired',
      zh: '证书已过期',
    });
    must(certificate.publicKey.asymmetricKeyType === 'rsa', 'gateway.as2.certificate-not-rsa', {
      en: 'AS2 needs a certificate with an RSA key',
      zh: 'AS2 需要 RSA 密钥的证书',
    });
    const others = station.certificates.filter((known) => known.fingerprint !== fingerprint);
    must(others.length < mostCertificates, 'gateway.as2.too-many-certificates', {
      en: `A partner has up to ${mostCertificates} certificates: take one away first`,
      zh: `每个伙伴最多 ${mostCertificates} 个证书，请先移除一个`,
    });
    const added = { fingerprint, pem: certificate.toString(), addedBy: login, addedAt: at.toISOString() };
    return { state: { ...station, certificates: [added, ...others] }, events: [] };
  };

export const removeCertificate =
  (fingerprint: string): Decision<Station> =>
  (station) => {
    const certificates = station.certificates.filter((known) => known.fingerprint !== fingerprint);
    if (certificates.length === station.certificates.length) throw notFound('certificate', fingerprint);
    return { state: { ...station, certificates }, events: [] };
  };

/** The partner's certificates that count at a moment, the newest first. */
export const certificatesInForce = ({ certificates }: Station, at: Date): X509Certificate[] =>
  certificates.map(({ pem }) => new X509Certificate(pem)).filter((one) => certificateFacts(one, at).inForce);
