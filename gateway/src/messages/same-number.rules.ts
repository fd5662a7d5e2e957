/** UNB 0020, the longest of them; ISA13 and GS06 have nine. */
const longest = 14;

/** Every way in which a control number may be written that counts: leading zeros are no part of it. */
export const waysToWrite = (number: string): string[] => {
  if (!/^\d{1,14}$/.test(number)) return [number];
  const bare = number.replace(/^0+(?=\d)/, '');
  return Array.from({ length: longest + 1 - bare.length }, (_, zeros) => '0'.repeat(zeros) + bare);
};
