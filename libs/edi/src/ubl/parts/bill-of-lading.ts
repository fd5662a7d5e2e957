import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

/** Of UNCL 1001: 705 bill of lading, 704 of the forwarder, 714 house bill. */
const codes = ['705', '704', '714'];
const words = 'Bill of lading';

export const readBillOfLading = (root: XmlElement): string | undefined =>
  root
    .all('AdditionalDocumentReference')
    .find(
      (one) =>
        codes.includes(one.textAt('DocumentTypeCode') ?? '') ||
        one.textAt('DocumentType')?.toLowerCase() === words.toLowerCase(),
    )
    ?.textAt('ID');

export const billOfLadingNode = (number: string | undefined): XmlNode | undefined =>
  number === undefined
    ? undefined
    : aggregate('AdditionalDocumentReference', basic('ID', number), basic('DocumentType', words));
