/** A structured header value: `multipart/signed; boundary="a b"; micalg=sha-256`. */
export interface Structured {
  /** lower case */
  readonly value: string;
  /** names in lower case */
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/gs;

export function parseStructured(text: string): Structured {
  const value = text.split(';', 1)[0]!.trim().toLowerCase();
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted === undefined ? plain : unquoted(quoted));
  }
  return { value, parameters };
}

const unquoted = (inner: string): string => inner.replaceAll(/\\(.)/gs, '$1');

export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** RFC 2231 4: `UTF-8''%E8%AE%A2%E5%8D%95.edi`; null when it is not that. */
export function decodeExtended(text: string): string | null {
  const found = /^utf-8'[^']*'(.*)$/i.exec(text);
  if (!found) return null;
  try {
    return decodeURIComponent(found[1]!);
  } catch {
    return null;
  }
}

/** Names beyond ASCII as RFC 2231 has them, all others quoted. */
export const fileNameParameter = (name: string): string =>
  /^[\x20-\x7e]*$/.test(name) ? `filename=${quoted(name)}` : `filename*=UTF-8''${encodeURIComponent(name)}`;
