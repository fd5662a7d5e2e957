import { DomainError } from '@tradeloom/kernel';
import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Envelope } from '../envelope.ts';
import { mustReadBack } from '../must-read-back.ts';
import { type Delimiting, defaultDelimiting, encodeSegments, type OnDelimiter } from './encode-segments.ts';
import { tableVersion } from './envelope-headers.ts';
import { groupHeader, interchangeHeader, type WrittenEnvelope, writtenEnvelope } from './envelope-out.ts';
import { type Element, Sink } from './message.ts';
import { messageFor } from './messages/registry.ts';
import { readInterchanges } from './read.ts';

export interface WriteOptions {
  delimiters?: Partial<Delimiting>;
  /** `refuse` (default) or a text that takes the place of each delimiter found in data. */
  onDelimiter?: OnDelimiter;
  /** A line break behind each segment; default true. */
  lineBreaks?: boolean;
}

export interface Interchange {
  envelope: Envelope;
  documents: readonly CanonicalDocument[];
  options?: WriteOptions;
}

/**
 * Writes documents as one interchange in UTF-8: one group per functional id in order of first use, sets numbered from
 * 0001 in each group, groups counted on from `groupControl`.
 *
 * @throws DomainError `edi.write.delimiter-in-data`, `edi.write.not-writable` (an element's rule refuses the value),
 *   `edi.write.not-the-same` (the message cannot say what the document says); facts name segment, element and path.
 */
export const writeInterchange = (interchange: Interchange): Uint8Array => {
  const { bytes, documents } = composeInterchange(interchange);
  const [read] = readInterchanges(bytes, { charset: 'utf-8' });
  mustReadBack(read, documents, (interchange.options?.onDelimiter ?? 'refuse') === 'refuse');
  return bytes;
};

/** The bytes and the documents in the order they stand there, not yet read back. */
export const composeInterchange = ({
  envelope,
  documents,
  options = {},
}: Interchange): { bytes: Uint8Array; documents: CanonicalDocument[] } => {
  const written = writtenEnvelope(envelope);
  const delimiting: Delimiting = { ...defaultDelimiting(written.version), ...options.delimiters };
  const groups = groupsOf(written, documents);
  const header = interchangeHeader(written, delimiting);
  const trailer = ['IEA', String(groups.length), written.control];
  const segments = [header, ...groups.flatMap((group) => group.segments), trailer];
  const bytes = encodeSegments(segments, delimiting, options.onDelimiter ?? 'refuse', options.lineBreaks ?? true);
  return { bytes, documents: groups.flatMap((group) => group.documents) };
};

interface Group {
  segments: Element[][];
  documents: CanonicalDocument[];
}

const groupsOf = (envelope: WrittenEnvelope, documents: readonly CanonicalDocument[]): Group[] => {
  const byFunctionalId = Map.groupBy(documents, (document) => messageFor(document).file.functionalId);
  return [...byFunctionalId].map(([functionalId, members], i) => {
    const control = String(Number(envelope.groupControl) + i);
    const sets = members.flatMap((document, n) => messageSegments(document, envelope, String(n + 1).padStart(4, '0')));
    const header = groupHeader(envelope, functionalId, control);
    return { segments: [header, ...sets, ['GE', String(members.length), control]], documents: members };
  });
};

const messageSegments = (document: CanonicalDocument, envelope: WrittenEnvelope, control: string): Element[][] => {
  const { file } = messageFor(document);
  const version = tableVersion(envelope.version);
  if (!version) {
    throw new DomainError(
      'edi.write.version-not-supported',
      { en: `Version ${envelope.version} cannot be written`, zh: `不支持写出版本 ${envelope.version}` },
      { version: envelope.version },
    );
  }
  const sink = new Sink(version, envelope.time.slice(0, 4));
  file.write(document, sink);
  const count = sink.segments.length + 2;
  return [['ST', file.type, control], ...sink.segments, ['SE', String(count), control]];
};
