import type { X509Certificate } from 'node:crypto';
import { contentsOf, type Element, isContext, octetsOf, within } from '../asn1/read-ber.ts';
import { sequence, tagged } from '../asn1/write-der.ts';
import { identityOf } from '../certificates/identity.ts';

/** `IssuerAndSerialNumber`. */
export function issuerAndSerial(certificate: X509Certificate): Buffer {
  const { issuer, serial } = identityOf(certificate);
  return sequence(issuer, tagged(0x02, serial));
}

/**
 * Which of `certificates` a `SignerIdentifier` or `RecipientIdentifier` names. Some senders encode the issuer's name
 * anew, so where no certificate has it to the byte the serial number decides: the key has the last word anyway.
 */
export function certificatesNamed<T extends { readonly certificate: X509Certificate }>(
  identifier: Element | undefined,
  among: readonly T[],
): readonly T[] {
  if (isContext(identifier, 0)) {
    const wanted = octetsOf(identifier, 'subjectKeyIdentifier');
    return among.filter(({ certificate }) => identityOf(certificate).keyIdentifier?.equals(wanted));
  }
  const [issuer, serial] = within(identifier, 'IssuerAndSerialNumber');
  const number = contentsOf(serial, 'serialNumber');
  const sameSerial = among.filter(({ certificate }) => identityOf(certificate).serial.equals(number));
  const exact = sameSerial.filter(({ certificate }) => issuer && identityOf(certificate).issuer.equals(issuer.bytes));
  return exact.length > 0 ? exact : sameSerial;
}
