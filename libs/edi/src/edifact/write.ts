import { DomainError, must } from '@tradeloom/kernel';
import type { CanonicalDocument } from '../canonical/documents.ts';
import { type Envelope, stampOf } from '../envelope.ts';
import { type LineBreaks, lineBreakOf } from '../line-breaks.ts';
import { piecesOfWrittenEdifact, writtenEdifact } from '../maps/segments-as-pieces.ts';
import { type WriteMap, writeByMap } from '../maps/write-by-map.ts';
import { mustReadBack } from '../must-read-back.ts';
import type { OnForeign } from '../write-charset.ts';
import { charsetDeclaredBy } from './declared-charset.ts';
import { directoryNames, earliestWith, nearestDirectory, schemaOf } from './directories/catalogue.ts';
import type { SegmentTables } from './directories/directory.ts';
import { encodeSegments, type Separators, type Syntax, syntaxFor, usualSeparators } from './encode-segments.ts';
import { Sink } from './message.ts';
import { messageFor } from './messages/registry.ts';
import { readEdifactFile } from './read.ts';

export interface EdifactWriteOptions {
  /** Default: `UNOC:3` where ISO 8859-1 has every character, else `UNOW:4`. */
  syntax?: Syntax;
  /** What carries the interchange on speaks UTF-8 (a terminal, JSON): `UNOW:4` as soon as a character is not ASCII. */
  asUtf8?: boolean;
  /** A line break behind each segment; default true, `\n`. */
  lineBreaks?: LineBreaks;
  /** Default `:+?'` and, in syntax version 4, `*`. */
  separators?: Partial<Separators>;
  /** Default `.` */
  decimalMark?: '.' | ',';
  /** Default `always`. */
  una?: 'always' | 'when-needed';
  /** What becomes of characters that the syntax has not; default `refuse`. */
  onForeign?: OnForeign;
  /** UNH 0062 of the first message; default 1. */
  firstMessage?: number;
  /** The partner's own mapping, laid over the standard one, and what he wants back. */
  map?: WriteMap;
}

export interface EdifactInterchange {
  /** `version` is a directory, `D.96A` by default; qualifiers are DE 0007, control is DE 0020. */
  envelope: Envelope;
  documents: readonly CanonicalDocument[];
  options?: EdifactWriteOptions;
}

/**
 * Writes documents as one interchange without functional groups, its messages numbered from 1.
 *
 * @throws DomainError `edi.write.message-not-in-directory`, `edi.write.character-not-in-charset`,
 *   `edi.write.not-writable` (an element's rule refuses the value), `edi.write.not-the-same` (the message cannot say
 *   what the document says); facts name segment, element and path.
 */
export const writeEdifactInterchange = ({ envelope, documents, options = {} }: EdifactInterchange): Uint8Array => {
  const { map, ...standard } = options;
  const { firstMessage = 1, decimalMark = '.', syntax, onForeign = 'refuse' } = standard;
  const messages = documents.map((document, i) =>
    messageSegments(document, envelope.version ?? 'D.96A', String(firstMessage + i), decimalMark, map),
  );
  const bytes = composeEdifact(envelope, messages, options);
  const declared = charsetDeclaredBy(syntax?.slice(0, 4) ?? '');
  const [read] = readEdifactFile(bytes, {
    ...(declared && { charset: declared }),
    ...(map && { map: map.of }),
  }).interchanges;
  mustReadBack(read, documents, onForeign === 'refuse' && !map);
  // By a map the message says more, or otherwise. What the standard cannot say is refused all the same.
  if (map) writeEdifactInterchange({ envelope, documents, options: standard });
  return bytes;
};

/** The directory agreed with a partner; where it does not have the document's message, the first one that has. */
export const directoryFor = (document: CanonicalDocument, agreed: string): string => {
  const type = messageFor(document)?.type;
  const directory = nearestDirectory(agreed);
  if (type === undefined || directory === undefined || schemaOf(type, directory)) return agreed;
  return earliestWith(type) ?? agreed;
};

/** UNB, the messages and UNZ. */
export const composeEdifact = (
  envelope: Envelope,
  messages: readonly string[][][][],
  options: EdifactWriteOptions,
): Uint8Array => {
  const control = String(envelope.control);
  must(
    /^[\x21-\x7e]{1,14}$/.test(control),
    'edi.write.control-invalid',
    {
      en: `"${control}" is not a control reference of one to fourteen characters`,
      zh: `"${control}"不是一至十四位控制参考号`,
    },
    { control },
  );
  const body = messages.flat();
  const syntax = options.syntax ?? syntaxFor([...body, [[envelope.sender.id, envelope.receiver.id]]], options.asUtf8);
  const { date, time } = stampOf(envelope);
  const header = new Sink('');
  header.add(
    'UNB',
    syntax.split(':'),
    [envelope.sender.id, envelope.sender.qualifier],
    [envelope.receiver.id, envelope.receiver.qualifier],
    [syntax.endsWith('4') ? date : date.slice(2), time.slice(0, 4)],
    control,
    '',
    '',
    '',
    envelope.acknowledgementRequested ? '1' : '',
    '',
    envelope.test || envelope.usage === 'T' ? '1' : '',
  );
  const trailer = [[['UNZ'], [String(messages.length)], [control]]];
  return encodeSegments([...header.segments, ...body, ...trailer], {
    syntax,
    separators: { ...usualSeparators, ...options.separators },
    decimalMark: options.decimalMark ?? '.',
    una: options.una ?? 'always',
    lineBreak: lineBreakOf(options.lineBreaks),
    onForeign: options.onForeign ?? 'refuse',
  });
};

/** UNH, what `body` holds, UNT. `identifier`: the components of S009. */
export const withHeader = (
  identifier: readonly string[],
  reference: string,
  body: readonly string[][][],
): string[][][] => [
  [['UNH'], [reference], [...identifier]],
  ...body,
  [['UNT'], [String(body.length + 2)], [reference]],
];

const messageSegments = (
  document: CanonicalDocument,
  version: string,
  reference: string,
  decimalMark: '.' | ',',
  map: WriteMap | undefined,
): string[][][] => {
  const file = messageFor(document);
  const directory = directoryNames.includes(version) ? nearestDirectory(version) : undefined;
  if (!directory) {
    throw new DomainError(
      'edi.write.version-not-supported',
      { en: `Version ${version} cannot be written`, zh: `不支持写出版本 ${version}` },
      { version },
    );
  }
  const schema = file && schemaOf(file.type, directory);
  if (!file || !schema) {
    const type = file?.type ?? document.kind;
    throw new DomainError(
      'edi.write.message-not-in-directory',
      { en: `${version} has no ${type}`, zh: `${version} 中没有 ${type}` },
      { type, version },
    );
  }
  const sink = new Sink(version);
  file.write(document, sink);
  const [status = '', release = ''] = version.split('.');
  const own = map?.of(file.type, version);
  const written =
    own && map
      ? writtenEdifact(writeByMap(own, document, map.kept, piecesOfWrittenEdifact(sink.segments)))
      : sink.segments;
  const body = decimalMark === '.' ? written : withMark(written, schema.segments, decimalMark);
  return withHeader([file.type, status, release, 'UN'], reference, body);
};

/** Numbers, which are written with a point, with the other decimal mark. */
const withMark = (segments: readonly string[][][], tables: SegmentTables, mark: string): string[][][] =>
  segments.map((segment) => {
    const slots = tables.get(segment[0]?.[0] ?? '') ?? [];
    return segment.map((components, n) =>
      components.map((text, i) =>
        n > 0 && slots[n - 1]?.components[i]?.rule.type === 'n' ? text.replace('.', mark) : text,
      ),
    );
  });
