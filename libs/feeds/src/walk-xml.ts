import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ZipParts } from './zip-gate.ts';

export type Attributes = Readonly<Record<string, string>>;

interface Walker {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A tag's name without its prefix: some programs write `x:row`. */
export const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

/** A part of a workbook cannot be unpacked, is no XML, or of a kind that we do not read. */
export class DamagedPart extends Error {}

/** A part's bytes. @throws DamagedPart */
export async function* chunksOf(parts: ZipParts, name: string): AsyncGenerator<Buffer> {
  const stream = await parts.open(name);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (cause) {
    throw new DamagedPart(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What a part says, element by element. */
export interface XmlListener {
  open(tag: SaxesTagPlain): void;
  close(tag: SaxesTagPlain): void;
  text?(text: string): void;
  cdata?(text: string): void;
}

/** A tag or text of a workbook is far shorter, and no element lies deeper: the parser would hold it all. */
const longestPiece = 1_048_576;
const deepest = 256;

/** Streams one part of a workbook through a parser that expands nothing. @throws DamagedPart */
export const parsePart = async (parts: ZipParts, name: string, listener: XmlListener): Promise<void> => {
  const parser = new SaxesParser();
  let failure: DamagedPart | undefined;
  let unheard = 0;
  let depth = 0;
  const fail = (why: string, cause?: Error) => {
    failure ??= new DamagedPart(why, { cause });
  };
  parser.on('error', (error) => fail(error.message, error));
  parser.on('doctype', () => fail('a document type is not allowed'));
  parser.on('opentag', (tag) => {
    unheard = 0;
    depth += 1;
    if (depth > deepest) fail(`elements more than ${deepest} deep`);
    if (!failure) listener.open(tag);
  });
  parser.on('closetag', (tag) => {
    unheard = 0;
    depth -= 1;
    if (!failure) listener.close(tag);
  });
  parser.on('text', (text) => !failure && listener.text?.(text));
  parser.on('cdata', (text) => !failure && listener.cdata?.(text));
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunksOf(parts, name)) {
    unheard += chunk.length;
    parser.write(decoder.write(chunk));
    if (unheard > longestPiece) fail(`a tag or text of more than ${longestPiece} bytes`);
    if (failure) throw failure;
  }
  parser.close();
  if (failure) throw failure;
};

export const walkXml = (parts: ZipParts, name: string, walker: Walker): Promise<void> =>
  parsePart(parts, name, {
    open: (tag) => walker.open?.(localName(tag.name), tag.attributes as Attributes),
    text: (text) => walker.text?.(text),
    close: (tag) => walker.close?.(localName(tag.name)),
  });

/** A longer piece of a text keeps the whole text in memory (V8's SlicedString::kMinLength is 13). */
const sliced = 13;

/** The same text on its own: a cell must not hold the chunk of the file that it was cut from. */
export const ownText = (text: string): string =>
  text.length < sliced ? text : Buffer.from(text, 'utf16le').toString('utf16le');
