/**
 * Text in GB18030, as Excel in China saves a CSV. The platform decodes this charset and does not encode it, so the
 * table is made by decoding every two-byte sequence once.
 */
const bytesOf = new Map<string, readonly [number, number]>();

const build = (): void => {
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\uFFFD') bytesOf.set(character, [lead, trail]);
    }
  }
};

/** @throws RangeError for a character outside of ASCII and the two-byte part of GB18030 */
export const encodeGb18030 = (text: string): Uint8Array<ArrayBuffer> => {
  if (bytesOf.size === 0) build();
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      if (code < 0x80) return [code];
      const pair = bytesOf.get(character);
      if (!pair) throw new RangeError(`${character} is not in the two-byte part of GB18030`);
      return [...pair];
    }),
  );
};
