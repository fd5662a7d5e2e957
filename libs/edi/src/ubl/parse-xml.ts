import { SaxesParser } from 'saxes';
import type { ProblemId } from '../findings/problem-codes.ts';
import { ByteOffsets, type DecodedXml } from './decode-xml.ts';
import { XmlElement } from './xml-element.ts';

/** A document is read at once: these keep the time of the worst one to seconds. */
export const limits = { bytes: 16 * 1024 * 1024, depth: 40, elements: 200_000, attributes: 32 } as const;

/** Why a text is not read as XML. Thrown inside this file alone, to leave the parser. */
class Refusal extends Error {
  constructor(
    readonly problem: ProblemId,
    readonly index: number,
    readonly said: string,
  ) {
    super(problem);
  }
}

export type ParsedXml =
  | { readonly root: XmlElement; readonly elements: number }
  | { readonly problem: ProblemId; readonly byteOffset: number; readonly said: string };

type Decoded = Extract<DecodedXml, { text: string }>;

/**
 * The tree of a well-formed document. Namespaces are resolved; comments and processing instructions are left out. A
 * DOCTYPE is refused before anything in it is looked at: no entity is ever defined, so none can be expanded or fetched.
 */
export const parseXml = (decoded: Decoded): ParsedXml => {
  const tree = new TreeBuilder(decoded);
  try {
    const root = tree.build();
    return { root, elements: tree.count };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const offsets = new ByteOffsets(decoded.text, decoded.charset, decoded.start);
    return { problem: error.problem, byteOffset: offsets.at(error.index), said: error.said };
  }
};

class TreeBuilder {
  count = 0;
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private readonly offsets: ByteOffsets;
  private readonly text: string;
  private open: XmlElement[] = [];
  private root: XmlElement | null = null;
  private tag = { start: 0, byte: 0, line: 1, column: 1, attributes: 0 };

  constructor({ text, charset, start }: Decoded) {
    this.text = text;
    this.offsets = new ByteOffsets(text, charset, start);
    const { parser } = this;
    parser.on('doctype', () => this.refuse('XML_DOCTYPE_REFUSED'));
    parser.on('error', (error) => this.refuse('XML_NOT_WELL_FORMED', error.message));
    parser.on('opentagstart', () => this.begin());
    parser.on('attribute', () => {
      if (++this.tag.attributes > limits.attributes) this.refuse('XML_TOO_LARGE', `${limits.attributes} attributes`);
    });
    parser.on('opentag', ({ local, uri, attributes }) => this.enter(local, uri, attributes));
    parser.on('closetag', () => this.open.pop());
    parser.on('text', (piece) => this.addText(piece));
    parser.on('cdata', (piece) => this.addText(piece));
  }

  build(): XmlElement {
    this.parser.write(this.text).close();
    if (!this.root) throw new Refusal('XML_NOT_WELL_FORMED', 0, 'no element');
    return this.root;
  }

  private refuse(problem: ProblemId, said = ''): never {
    throw new Refusal(problem, Math.min(this.parser.position, this.text.length), said);
  }

  /** The parser has just read the tag's name and the character behind it. */
  private begin(): void {
    const { position, line, columnIndex } = this.parser;
    const start = this.text.lastIndexOf('<', position - 1);
    const column = Math.max(1, columnIndex - (position - start) + 1);
    this.tag = { start, byte: this.offsets.at(start), line, column, attributes: 0 };
  }

  private enter(
    local: string,
    uri: string,
    attributes: Readonly<Record<string, { local: string; value: string }>>,
  ): void {
    if (++this.count > limits.elements) this.refuse('XML_TOO_LARGE', `${limits.elements} elements`);
    if (this.open.length >= limits.depth) this.refuse('XML_TOO_LARGE', `${limits.depth} levels`);
    const parent = this.open.at(-1) ?? null;
    const values = Object.fromEntries(Object.values(attributes).map(({ local: name, value }) => [name, value]));
    const { byte, line, column } = this.tag;
    const element = new XmlElement(local, uri, values, parent, this.count, byte, line, column);
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push(element);
  }

  private addText(text: string): void {
    const element = this.open.at(-1);
    if (element) element.text += text;
  }
}
