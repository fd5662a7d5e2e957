import querystring from 'node:querystring';

const longest = 255;
const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i;
const plain = /filename\s*=\s*(?:"([^"]+)"|([^";\s]+))/i;

/** Header bytes arrive as Latin-1; most senders mean UTF-8. */
const asMeant = (text: string): string => {
  const utf8 = Buffer.from(text, 'latin1').toString('utf8');
  return /[^\0-\xff]/.test(text) || utf8.includes('\ufffd') ? text : utf8;
};

/** Kept to be shown, never as a path: without folders, control characters and changes of direction. */
export const harmless = (name: string): string | null =>
  name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .slice(0, longest) || null;

/** The file's name by `Content-Disposition` (RFC 6266), where it says one. */
export const fileNameOf = (disposition: string | undefined): string | null => {
  const name = extended.exec(disposition ?? '')?.[1];
  if (name) return harmless(querystring.unescape(name));
  const [, quoted, bare] = plain.exec(disposition ?? '') ?? [];
  return harmless(asMeant(quoted ?? bare ?? ''));
};
