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

/** Streams one part of a workbook through a parser that expands nothing. @throws Error for what is not well-formed */
export const parsePart = async (
  parts: ZipParts,
  name: string,
  listen: (parser: SaxesParser) => void,
): Promise<void> => {
  const parser = new SaxesParser();
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('doctype', () => {
    failure ??= new Error('a document type is not allowed');
  });
  listen(parser);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of await parts.open(name)) {
    parser.write(decoder.write(chunk as Buffer));
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
