import type { X509Certificate } from 'node:crypto';
import { contentsOf, type Element, isContext, octetsOf, oidOf, parseBer, within } from '../asn1/read-ber.ts';

/** How CMS names a certificate: its issuer and serial number as encoded, or its subject key identifier. */
export interface Identity {
  /** DER of the issuer's name */
  readonly issuer: Buffer;
  /** the INTEGER's contents */
  readonly serial: Buffer;
  readonly keyIdentifier: Buffer | null;
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const known = new WeakMap<X509Certificate, Identity>();

/** RFC 5280 4.1: `TBSCertificate`. */
export function identityOf(certificate: X509Certificate): Identity {
  const before = known.get(certificate);
  if (before) return before;
  const [tbs] = within(parseBer(certificate.raw), 'Certificate');
  const fields = within(tbs, 'TBSCertificate');
  const at = isContext(fields[0], 0) ? 1 : 0;
  const identity = {
    issuer: fields[at + 2]!.bytes,
    serial: contentsOf(fields[at], 'serialNumber'),
    keyIdentifier: keyIdentifierIn(fields.find((field) => isContext(field, 3))),
  };
  known.set(certificate, identity);
  return identity;
}

function keyIdentifierIn(extensions: Element | undefined): Buffer | null {
  if (!extensions) return null;
  const list = within(within(extensions, 'extensions')[0], 'Extensions');
  const parts = list.map((extension) => within(extension, 'Extension'));
  const found = parts.find(([id]) => oidOf(id, 'extnID') === SUBJECT_KEY_IDENTIFIER);
  if (!found) return null;
  return octetsOf(parseBer(octetsOf(found.at(-1), 'extnValue')), 'SubjectKeyIdentifier');
}
