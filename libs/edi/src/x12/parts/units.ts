/**
 * Units: UN/ECE Recommendation 20/21 in the documents, X12 data element 355 in the messages. A code that is not
 * listed is the same in both (EA, SET's X12 twin is ST).
 */
const pairs = [
  ['PCE', 'PC'],
  ['SET', 'ST'],
  ['CTN', 'CT'],
  ['KGM', 'KG'],
  ['GRM', 'GR'],
  ['TNE', 'MP'],
  ['LBR', 'LB'],
  ['MTR', 'MR'],
  ['CMT', 'CM'],
  ['MMT', 'MM'],
  ['INH', 'IN'],
  ['FOT', 'FT'],
  ['MTK', 'SM'],
  ['MTQ', 'CR'],
  ['LTR', 'LT'],
  ['DZN', 'DZ'],
  ['PR', 'PR'],
  ['BX', 'BX'],
  ['RO', 'RL'],
  ['PA', 'PA'],
  ['HUR', 'HR'],
  ['MPA', 'M8'],
  ['KPA', 'KQ'],
  ['PAL', '4S'],
  ['NEW', 'NW'],
  ['CEL', 'CE'],
  ['4H', 'MH'],
  ['OHM', '82'],
  ['VLT', '70'],
  ['JOU', '86'],
] as const;

const toX12 = new Map<string, string>(pairs);
const fromX12 = new Map<string, string>(pairs.map(([canonical, x12]) => [x12, canonical]));

export const x12Unit = (unit: string): string => toX12.get(unit) ?? unit;

export const canonicalUnit = (code: string): string => fromX12.get(code) ?? code;
