/**
 * Units: the documents' own codes for pieces and packages against UN/ECE Recommendation 20, where a package has an X
 * before its code of Recommendation 21. A code that is not listed is the same in both. The first one is written.
 */
const pairs: readonly (readonly [canonical: string, ...ubl: string[]])[] = [
  ['PCE', 'H87', 'C62', 'PCE'],
  ['CTN', 'XCT'],
  ['PLT', 'XPX'],
  ['BX', 'XBX'],
  ['RO', 'XRO'],
  ['PA', 'XPA'],
];

const written = new Map(pairs.map(([canonical, first]) => [canonical, first as string]));
const read = new Map(pairs.flatMap(([canonical, ...codes]) => codes.map((code) => [code, canonical] as const)));

export const ublUnit = (unit: string): string => written.get(unit) ?? unit;

export const canonicalUnit = (code: string): string => read.get(code) ?? code;
