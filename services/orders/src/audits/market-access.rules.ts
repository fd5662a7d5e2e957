/** What a tariff subheading is about: declared names that fit bear one of its words. */
export interface Subheading {
  readonly code: string;
  readonly words: readonly string[];
}

/** Heading 85.16, electrothermic appliances, Harmonized System 2022. Parts have a subheading of their own. */
export const subheadings: readonly Subheading[] = [
  { code: '851610', words: ['water heater', 'immersion heater', '热水器'] },
  { code: '851621', words: ['storage heating radiator', '储存式散热器'] },
  { code: '851629', words: ['space heater', 'fan heater', '取暖器', '暖风机'] },
  { code: '851631', words: ['hair dryer', 'hairdryer', '吹风机'] },
  { code: '851632', words: ['hair', 'curler', '理发', '卷发'] },
  { code: '851633', words: ['hand dryer', 'hand-drying', '干手器'] },
  { code: '851640', words: ['iron', '熨斗'] },
  { code: '851650', words: ['microwave', '微波炉'] },
  { code: '851660', words: ['oven', 'cooker', 'grill', 'roaster', 'hot plate', '烤箱', '电饭锅', '电磁炉', '烧烤炉'] },
  { code: '851671', words: ['coffee', 'tea maker', '咖啡', '茶'] },
  { code: '851672', words: ['toaster', '多士炉', '烤面包'] },
  { code: '851679', words: ['kettle', 'electrothermic', '电热水壶', '电热'] },
  { code: '851680', words: ['heating resistor', 'heating element', '发热', '电热电阻'] },
  { code: '851690', words: ['part', '零件', '配件'] },
];

/** Destinations that ask for treated and marked wood (ISPM 15); the European Union as a whole. */
const eu = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export const woodTreatmentAsked: ReadonlySet<string> = new Set([
  ...(
    'AE AM AR AU AZ BA BH BO BR BY CA CH CI CL CM CN CO CR CU DO DZ EC EG GB GE GH GT HN ID IL IN IR IS JM JO JP KE ' +
    'KR KW KZ LB LK MA MD MX MY NG NI NO NZ OM PA PE PH PY QA RS RU SA SC SG SN SY TH TN TR TT TW TZ UA US UY UZ VE ' +
    'VN ZA'
  ).split(' '),
  ...eu,
]);

/** A certificate that a market asks for goods of a tariff prefix. */
export interface MarketCertificate {
  readonly countries: ReadonlySet<string>;
  readonly hsPrefix: string;
  readonly certificate: string;
  /** The act it comes from. */
  readonly source: string;
}

const ofEu: ReadonlySet<string> = new Set(eu);
const one = (country: string): ReadonlySet<string> => new Set([country]);

/** Household electrothermic appliances in the main markets. */
export const marketCertificates: readonly MarketCertificate[] = [
  {
    countries: one('US'),
    hsPrefix: '8516',
    certificate: 'NRTL',
    source: 'UL 1026/UL 1082 by a listed laboratory (UL, ETL)',
  },
  { countries: one('US'), hsPrefix: '8516', certificate: 'FDA', source: '21 CFR 174-178, food contact' },
  { countries: ofEu, hsPrefix: '8516', certificate: 'CE', source: '2014/35/EU, 2014/30/EU' },
  { countries: ofEu, hsPrefix: '8516', certificate: 'RoHS', source: '2011/65/EU' },
  { countries: one('GB'), hsPrefix: '8516', certificate: 'UKCA', source: 'SI 2016/1101 (CE accepted)' },
  { countries: one('SA'), hsPrefix: '8516', certificate: 'SASO', source: 'SABER product certificate of conformity' },
  { countries: one('SA'), hsPrefix: '8516', certificate: 'G-Mark', source: 'GSO technical regulation BD-142004-01' },
  { countries: one('AU'), hsPrefix: '8516', certificate: 'RCM', source: 'AS/NZS 60335' },
];
