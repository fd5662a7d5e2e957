import { DomainError } from '@tradeloom/kernel';
import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Envelope } from '../envelope.ts';
import { type LineBreaks, lineBreakOf } from '../line-breaks.ts';
import { piecesOfWrittenX12, writtenX12 } from '../maps/segments-as-pieces.ts';
import { type WriteMap, writeByMap } from '../maps/write-by-map.ts';
import { mustReadBack } from '../must-read-back.ts';
import type { OnForeign, WrittenCharset } from '../write-charset.ts';
import {
  type Delimiting,
  defaultDelimiting,
  type Encoding,
  encodeSegments,
  type OnDelimiter,
} from './encode-segments.ts';
import { tableVersion } from './envelope-headers.ts';
import { groupHeader, interchangeHeader, type WrittenEnvelope, writtenEnvelope } from './envelope-out.ts';
import { type Element, Sink } from './message.ts';
import { messageFor } from './messages/registry.ts';
import { readInterchanges } from './read.ts';

export interface WriteOptions {
  delimiters?: Partial<Delimiting>;
  /** `refuse` (default) or a text that takes the place of each delimiter found in data. */
  onDelimiter?: OnDelimiter;
  /** A line break behind each segment; default true, `\n`. */
  lineBreaks?: LineBreaks;
  /** Default UTF-8. */
  charset?: WrittenCharset;
  /** What becomes of characters that the charset has not; default `refuse`. */
  onForeign?: OnForeign;
  /** ST02 of the first set of each group; default 1. */
  firstMessage?: number;
  /** The partner's own mapping, laid over the standard one, and what he wants back. */
  map?: WriteMap;
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
  const { map, ...standard } = interchange.options ?? {};
  const { charset = 'utf-8', onDelimiter = 'refuse', onForeign = 'refuse' } = standard;
  const [read] = readInterchanges(bytes, {
    charset: charset === 'us-ascii' ? 'utf-8' : charset,
    ...(map && { map: map.of }),
  });
  mustReadBack(read, documents, onDelimiter === 'refuse' && onForeign === 'refuse' && !map);
  // By a map the message says more, or otherwise. What the standard cannot say is refused all the same.
  if (map) writeInterchange({ ...interchange, options: standard });
  return bytes;
};

/** The bytes and the documents in the order they stand there, not yet read back. */
export const composeInterchange = ({
  envelope,
  documents,
  options = {},
}: Interchange): { bytes: Uint8Array; documents: CanonicalDocument[] } => {
  const written = writtenEnvelope(envelope);
  const encoding = encodingOf(written.version, options);
  const groups = groupsOf(written, documents, options.firstMessage ?? 1, options.map);
  const header = interchangeHeader(written, encoding.delimiting);
  const trailer = ['IEA', String(groups.length), written.control];
  const segments = [header, ...groups.flatMap((group) => group.segments), trailer];
  return { bytes: encodeSegments(segments, encoding), documents: groups.flatMap((group) => group.documents) };
};

/** @param version GS08 */
export const encodingOf = (version: string, options: WriteOptions): Encoding => ({
  delimiting: { ...defaultDelimiting(version), ...options.delimiters },
  onDelimiter: options.onDelimiter ?? 'refuse',
  lineBreak: lineBreakOf(options.lineBreaks),
  charset: options.charset ?? 'utf-8',
  onForeign: options.onForeign ?? 'refuse',
});

interface Group {
  segments: Element[][];
  documents: CanonicalDocument[];
}

const groupsOf = (
  envelope: WrittenEnvelope,
  documents: readonly CanonicalDocument[],
  first: number,
  map: WriteMap | undefined,
): Group[] => {
  const byFunctionalId = Map.groupBy(documents, (document) => messageFor(document).file.functionalId);
  return [...byFunctionalId].map(([functionalId, members], i) => {
    const control = String(Number(envelope.groupControl) + i);
    const sets = members.flatMap((document, n) =>
      messageSegments(document, envelope, String(first + n).padStart(4, '0'), map),
    );
    const header = groupHeader(envelope, functionalId, control);
    return { segments: [header, ...sets, ['GE', String(members.length), control]], documents: members };
  });
};

const messageSegments = (
  document: CanonicalDocument,
  envelope: WrittenEnvelope,
  control: string,
  map: WriteMap | undefined,
): Element[][] => {
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
  const own = map?.of(file.type, envelope.version.slice(0, 6));
  const body =
    own && map ? writtenX12(writeByMap(own, document, map.kept, piecesOfWrittenX12(sink.segments))) : sink.segments;
  return [['ST', file.type, control], ...body, ['SE', String(body.length + 2), control]];
};
