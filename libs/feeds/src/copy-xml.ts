import { type Attributes, localName, parsePart } from './walk-xml.ts';
import type { ZipParts } from './zip-gate.ts';

/** Writes XML at the place where the copy stands. */
export type Write = (xml: string) => void;

export interface XmlEdits {
  /** @returns other attributes, or `drop` for the element with all that it holds; undefined keeps it as it is */
  open?(name: string, attributes: Attributes, write: Write, prefix: string): Attributes | 'drop' | undefined;
  /** Before the end tag. */
  beforeClose?(name: string, write: Write, prefix: string): void;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Without the control characters, most of which XML 1.0 has no way to write. */
export const xmlText = (text: string): string =>
  text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replace(/[&<>\r]/g, (c) => entities[c] ?? c);

export const xmlAttributes = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replace(/[&<"\t\n\r]/g, (c) => entities[c] ?? c)}"`)
    .join('');

/** Characters that are gathered before they leave the heap. */
const blockLength = 262_144;

/** One part of a workbook as it is but for the edits: elements and attributes that we have no idea of stay. */
export const copyXml = async (parts: ZipParts, name: string, edits: XmlEdits): Promise<Uint8Array> => {
  const written: Buffer[] = [];
  let waiting = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const write: Write = (xml) => {
    waiting += xml;
    if (waiting.length < blockLength) return;
    written.push(Buffer.from(waiting));
    waiting = '';
  };
  let dropped = 0;
  await parsePart(parts, name, {
    open: (tag) => {
      const local = localName(tag.name);
      const prefix = tag.name.slice(0, tag.name.length - local.length);
      const attributes = tag.attributes as Attributes;
      const edited = dropped > 0 ? 'drop' : (edits.open?.(local, attributes, write, prefix) ?? attributes);
      if (edited === 'drop') dropped += 1;
      else write(`<${tag.name}${xmlAttributes(edited)}>`);
    },
    text: (text) => {
      if (dropped === 0) write(xmlText(text));
    },
    cdata: (text) => {
      if (dropped === 0) write(xmlText(text));
    },
    close: (tag) => {
      if (dropped > 0) {
        dropped -= 1;
        return;
      }
      const local = localName(tag.name);
      edits.beforeClose?.(local, write, tag.name.slice(0, tag.name.length - local.length));
      write(`</${tag.name}>`);
    },
  });
  return Buffer.concat([...written, Buffer.from(waiting)]);
};
