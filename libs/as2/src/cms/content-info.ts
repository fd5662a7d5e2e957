import { type Element, isContext, Malformed, octetsOf, oidOf, parseBer, within } from '../asn1/read-ber.ts';
import { context, oid, sequence } from '../asn1/write-der.ts';
import { CONTENT } from './algorithms.ts';

type Kind = keyof typeof CONTENT;

/** RFC 5652 3: `ContentInfo`, what every CMS message is wrapped in. */
export const contentInfo = (kind: Kind, content: Uint8Array): Buffer =>
  sequence(oid(CONTENT[kind]), context(0, content));

/**
 * @returns which kind of CMS this is, whatever the MIME type says, and its content
 * @throws Malformed
 */
export function openContentInfo(bytes: Buffer): { kind: Kind; content: Element } {
  const [type, wrapper] = within(parseBer(bytes), 'ContentInfo');
  const named = oidOf(type, 'contentType');
  const kind = (Object.keys(CONTENT) as Kind[]).find((name) => CONTENT[name] === named);
  if (!kind || !isContext(wrapper, 0)) throw new Malformed(`no content of type ${named}`);
  const [content] = within(wrapper, 'content');
  if (!content) throw new Malformed('no content');
  return { kind, content };
}

/** `EncapsulatedContentInfo`: its type, and its bytes unless they stand elsewhere. */
export function openEncapsulated(element: Element | undefined): { type: string; content: Buffer | null } {
  const [type, wrapper] = within(element, 'EncapsulatedContentInfo');
  const content = isContext(wrapper, 0) ? octetsOf(within(wrapper, 'eContent')[0], 'eContent') : null;
  return { type: oidOf(type, 'eContentType'), content };
}
