import { DomainError, must } from '@tradeloom/kernel';
import type { CanonicalDocument, DocumentParty } from '../canonical/documents.ts';
import type { Envelope } from '../envelope.ts';
import { mustReadBack } from '../must-read-back.ts';
import type { InterchangeResult, MessageResult, Problem } from '../result.ts';
import type { Guide } from './guide/guide.ts';
import { ublFileFor } from './messages/registry.ts';
import { readUblFile, ublVersion } from './read.ts';
import { basic, isWritable, type XmlNode, xmlOf } from './xml-node.ts';

export interface UblDocument {
  /** `version` is `2.1`; a qualifier is the scheme of the electronic address (`0088` GLN), `ZZ` and '' are none. */
  readonly envelope: Envelope;
  readonly document: CanonicalDocument;
}

/**
 * Writes a document as UBL 2.1 in UTF-8. It claims its Peppol BIS (CustomizationID, ProfileID) where it keeps to it,
 * and is plain UBL where it says more, or less, than the BIS has.
 *
 * @throws DomainError `edi.write.version-not-supported`, `edi.write.message-not-in-directory`,
 *   `edi.write.character-not-in-charset`, `edi.write.not-writable`, `edi.write.not-the-same` (UBL cannot say what the
 *   document says; facts name its path)
 */
export const writeUblDocument = ({ envelope, document }: UblDocument): Uint8Array => {
  const version = envelope.version ?? ublVersion;
  must(
    version === ublVersion,
    'edi.write.version-not-supported',
    { en: `Version ${version} cannot be written`, zh: `不支持写出版本 ${version}` },
    { version },
  );
  const file = ublFileFor(document);
  if (!file) {
    throw new DomainError(
      'edi.write.message-not-in-directory',
      { en: `UBL ${version} has no ${document.kind}`, zh: `UBL ${version} 中没有 ${document.kind}` },
      { type: document.kind, version },
    );
  }
  const { guide, nodes } = file.write(document, envelope);
  const given = nodes.filter((node): node is XmlNode => node !== undefined);
  given.forEach(mustBeWritable);
  const claiming = written(file.type, [...claimOf(guide), ...given]);
  const { bytes, read } = keepsToGuide(claiming) ? claiming : written(file.type, given);
  mustReadBack(read, [inReadingOrder(document, messageOf(read)?.document)], true);
  return bytes;
};

/** What was written, and what our own reader makes of it. */
interface Written {
  readonly bytes: Uint8Array;
  readonly read: InterchangeResult | undefined;
}

const written = (type: string, nodes: readonly XmlNode[]): Written => {
  const bytes = new TextEncoder().encode(xmlOf(type, nodes));
  return { bytes, read: readUblFile(bytes).interchanges[0] };
};

const messageOf = (read: InterchangeResult | undefined): MessageResult | undefined => read?.groups[0]?.messages[0];

const claimOf = ({ customization, profiles }: Guide): XmlNode[] =>
  [basic('CustomizationID', customization), basic('ProfileID', profiles[0])].filter(
    (node): node is XmlNode => node !== undefined,
  );

/** What a guide does not use is only a warning to a reader; who writes claims no guide for it. */
const speaksAgainst = ({ level, code, severity }: Problem): boolean =>
  level === 'guide' && (severity === 'error' || code === 'BIS_ELEMENT_NOT_USED');

const keepsToGuide = ({ read }: Written): boolean => !messageOf(read)?.errors.some(speaksAgainst);

const mustBeWritable = ({ name, content, attributes = {} }: XmlNode): void => {
  for (const text of [...(typeof content === 'string' ? [content] : []), ...Object.values(attributes)]) {
    must(
      isWritable(text),
      'edi.write.character-not-in-charset',
      { en: `${name} holds a character that XML does not have`, zh: `${name} 含有 XML 不允许的字符` },
      { segment: name, value: text },
    );
  }
  if (typeof content !== 'string') content.forEach(mustBeWritable);
};

/** UBL has a place for every party, so their order is that of the places. */
const inReadingOrder = (document: CanonicalDocument, read: CanonicalDocument | null | undefined): CanonicalDocument => {
  if (!read || !('parties' in document) || !('parties' in read)) return document;
  const roles = read.parties.map(({ role }) => role as string);
  const placeOf = ({ role }: { role: string }): number => (roles.includes(role) ? roles.indexOf(role) : roles.length);
  const parties = (document.parties as DocumentParty[]).toSorted((a, b) => placeOf(a) - placeOf(b));
  return { ...document, parties } as CanonicalDocument;
};
