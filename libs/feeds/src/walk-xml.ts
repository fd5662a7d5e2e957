import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
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

/** Streams one part of a workbook through a parser that expands nothing. @throws DamagedPart */
export const parsePart = async (
  parts: ZipParts,
  name: string,
  listen: (parser: SaxesParser) => void,
): Promise<void> => {
  const parser = new SaxesParser();
  let failure: DamagedPart | undefined;
  parser.on('error', (error) => {
    failure ??= new DamagedPart(error.message, { cause: error });
  });
  parser.on('doctype', () => {
    failure ??= new DamagedPart('a document type is not allowed');
  });
  listen(parser);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunksOf(parts, name)) {
    parser.write(decoder.write(chunk));
    if (failure) throw failure;
  }
  parser.close();
  if (failure) throw failure;
};

export const walkXml = (parts: ZipParts, name: string, walker: Walker): Promise<void> =>
  parsePart(parts, name, (parser) => {
    parser.on('opentag', (tag) => walker.open?.(localName(tag.name), tag.attributes as Attributes));
    parser.on('text', (text) => walker.text?.(text));
    parser.on('closetag', (tag) => walker.close?.(localName(tag.name)));
  });
