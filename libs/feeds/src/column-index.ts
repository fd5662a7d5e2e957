/** Index, from 0, of the column in a spreadsheet address: `A7` is 0, `AA7` is 26; undefined when it is no address. */
export const columnIndex = (reference: string | undefined): number | undefined => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (!letters) return undefined;
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};
