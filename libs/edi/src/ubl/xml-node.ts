import { slotsOf } from './schema/grammar.ts';

/** An element to be written: basic with its text, an aggregate with its children. */
export interface XmlNode {
  readonly name: string;
  readonly content: string | readonly XmlNode[];
  readonly attributes?: Readonly<Record<string, string>>;
}

export const basic = (
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlNode | undefined => {
  if (text === undefined) return undefined;
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { name, content: text, attributes: Object.fromEntries(given) };
};

/** Nothing where there is nothing to put into it. */
export const aggregate = (
  name: string,
  ...children: readonly (XmlNode | undefined | readonly (XmlNode | undefined)[])[]
): XmlNode | undefined => {
  const content = children.flat().filter((child): child is XmlNode => child !== undefined);
  return content.length === 0 ? undefined : { name, content };
};

/** `within('Shipment', 'Delivery', node)`: an aggregate in an aggregate. */
export const within = (outer: string, inner: string, ...children: readonly (XmlNode | undefined)[]) =>
  aggregate(outer, aggregate(inner, ...children));

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';

/** Whether XML 1.0 can carry the text at all: it has no control characters but these, not even as references. */
export const isWritable = (text: string): boolean =>
  text.isWellFormed() && [...text].every((c) => c >= ' ' || '\t\n\r'.includes(c)) && !/[\ufffe\uffff]/.test(text);

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const inText = (text: string): string => text.replace(/[&<>\r]/g, (c) => escapes[c] as string);
const inAttribute = (text: string): string =>
  text.replace(/[&<>"\r\n\t]/g, (c) => escapes[c] ?? `&#${c.charCodeAt(0)};`);

/** The file: UTF-8, elements in the order of the schema, indented by two blanks. */
export const xmlOf = (type: string, children: readonly XmlNode[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type} xmlns="${ubl}${type}-2" xmlns:cac="${ubl}CommonAggregateComponents-2" xmlns:cbc="${ubl}CommonBasicComponents-2">`,
    ...inOrder(type, children).flatMap((child) => linesOf(child, typeOf(type, child.name), '  ')),
    `</${type}>`,
    '',
  ].join('\n');

const typeOf = (outer: string, name: string): string => slotsOf(outer)?.get(name)?.type ?? name;

const inOrder = (type: string, children: readonly XmlNode[]): XmlNode[] => {
  const order = [...(slotsOf(type)?.keys() ?? [])];
  return children.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
};

const linesOf = ({ name, content, attributes = {} }: XmlNode, type: string, indent: string): string[] => {
  if (typeof content === 'string') {
    const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(value)}"`);
    return [`${indent}<cbc:${name}${given.join('')}>${inText(content)}</cbc:${name}>`];
  }
  return [
    `${indent}<cac:${name}>`,
    ...inOrder(type, content).flatMap((child) => linesOf(child, typeOf(type, child.name), `${indent}  `)),
    `${indent}</cac:${name}>`,
  ];
};
