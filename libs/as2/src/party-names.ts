import { must } from '@tradeloom/kernel';
import { Malformed } from './asn1/read-ber.ts';
import { quoted } from './mime/parameters.ts';

/** RFC 4130 6.2: 1 to 128 printable ASCII characters; case matters. */
const NAME = /^[\x20-\x7e]{1,128}$/;

/** As a header has it: quoted where a space, a quote or a backslash is in it. */
export function writePartyName(name: string): string {
  must(
    NAME.test(name) && name.trim() === name,
    'as2.party-name',
    {
      en: 'An AS2 name has 1 to 128 printable ASCII characters and no space at its ends',
      zh: 'AS2 标识须为 1 至 128 个可打印 ASCII 字符，首尾不得有空格',
    },
    { name },
  );
  return /[ "\\]/.test(name) ? quoted(name) : name;
}

/** @throws Malformed */
export function readPartyName(header: string | undefined): string {
  const text = header?.trim() ?? '';
  const inner = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1];
  const name = inner === undefined ? text : inner.replaceAll(/\\(.)/g, '$1');
  if (!NAME.test(name) || (inner === undefined && text.includes('"'))) throw new Malformed('not an AS2 name');
  return name;
}
