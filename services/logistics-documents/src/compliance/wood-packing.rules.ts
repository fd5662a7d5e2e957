/** How the packing uses wood: `treated` bears the IPPC mark, `processed` (plywood, MDF) is exempt from ISPM 15. */
export const woodPackings = ['none', 'processed', 'treated', 'untreated'] as const;
export type WoodPacking = (typeof woodPackings)[number];

/** Countries whose import rules ask for ISPM 15 wood, as published by their plant protection organisations. */
const enforcing = new Set(
  (
    'AE AM AR AT AU AZ BA BE BG BH BO BR BY CA CH CI CL CM CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES FI FR GB GE ' +
    'GH GR GT HN HR HU ID IE IL IN IR IS IT JM JO JP KE KR KW KZ LB LK LT LU LV MA MD MT MX MY NG NI NL NO NZ OM ' +
    'PA PE PH PL PT PY QA RO RS RU SA SC SE SG SI SK SN SY TH TN TR TT TW TZ UA US UY UZ VE VN ZA'
  ).split(' '),
);

export const asksForIspm15 = (country: string): boolean => enforcing.has(country);

/** IPPC mark: country, producer, treatment (heat, dielectric, methyl bromide, sulfuryl fluoride). */
const isIppcMark = (mark: string): boolean => /^[A-Z]{2}-[A-Z0-9]+\s+(HT|DH|MB|SF)$/.test(mark);

/** True when wood needs a mark for this destination and none, or a malformed one, is given. */
export const lacksIspm15 = (wood: WoodPacking, mark: string | null, destination: string): boolean =>
  (wood === 'treated' || wood === 'untreated') &&
  asksForIspm15(destination) &&
  !(wood === 'treated' && mark !== null && isIppcMark(mark));
