/**
 * What the second half of the journey must come to, from the finished goods to the suppliers' scores; worked out by
 * hand like the first half in `expected.ts`.
 */

/**
 * ISO 2859-1:1999, single sampling, level II. Table 1: lots of 501 to 1200 have letter J (80 pieces), lots of 281 to
 * 500 letter H (50). Tables 2-A and 2-B at AQL 2.5 (major) and 4.0 (minor), as letter, n, Ac, Re; critical defects are
 * accepted at none of the same sample. On a database where earlier journeys had toasters refused, their tightened plan
 * holds.
 */
export const sampling = {
  kettles: {
    lot: '1200',
    critical: { normal: ['', 80, 0, 1], tightened: ['', 80, 0, 1] },
    major: { normal: ['J', 80, 5, 6], tightened: ['J', 80, 3, 4] },
    minor: { normal: ['J', 80, 7, 8], tightened: ['J', 80, 5, 6] },
  },
  toasters: {
    lot: '500',
    critical: { normal: ['', 50, 0, 1], tightened: ['', 50, 0, 1] },
    major: { normal: ['H', 50, 3, 4], tightened: ['H', 50, 2, 3] },
    minor: { normal: ['H', 50, 5, 6], tightened: ['H', 50, 3, 4] },
  },
} as const;

/**
 * 996 of 1200 kettles packed are 83 %; of 500 toasters 390 are 78 %, too few, and 402 are 80.4 %. Found in the samples:
 * kettles within both acceptance numbers; toasters five major, above Ac on the normal and on the tightened plan.
 */
export const finalInspection = {
  finishedDay: 42,
  kettlesPacked: '996',
  toastersTooFewPacked: '390',
  toastersPacked: '402',
  kettlesFound: { major: 2, minor: 3 },
  toastersDay: 44,
  toastersFound: { major: 5, minor: 2 },
  presentedAgainDay: 46,
  toastersFoundAgain: { major: 1, minor: 2 },
} as const;

/**
 * 1200 kettles in 100 cartons of 12, 500 toasters in 83 cartons of 6 and one of 2. A carton of toasters weighs
 * 13.10 - 6 x 1.90 = 1.70 kg empty, so the last one 1.70 + 2 x 1.90 = 5.50. Net 1200 x 1.05 + 500 x 1.90; gross
 * 100 x 14.20 + 83 x 13.10 + 5.50; 100 x 0.055 + 84 x 0.061 m3. With the container's 2,230 kg that is 4,742.80.
 */
export const shipment = {
  cartons: { kettles: [1, 100], toasters: [101, 183], last: [184, 184] },
  packages: 184,
  netKg: '2210.00',
  grossKg: '2512.80',
  volumeM3: '10.624',
  tareKg: '2230',
  vgmKg: '4750',
  closingDay: 47,
  onBoardDay: 48,
  arrivalDay: 64,
  /** 1200 x 14.85 + 500 x 17.67 */
  kettlesAmount: '17820.00',
  toastersAmount: '8835.00',
  invoice: '26655.00',
  invoiceInCents: '2665500',
  /** What the forwarder's first draft says instead. */
  planted: { packages: 183, grossKg: '2500.00' },
} as const;

/**
 * Of 26,655.00 the deposit of 12,451.50 (11,560.50 and 891.00 more) counts 30 % = 7,996.50, retention is 10 % =
 * 2,665.50; the copy of the B/L asks for the rest, 15,993.00. What has not shipped is 41,505.00 - 26,655.00 =
 * 14,850.00: the 4,455.00 of deposit that are left, 1,485.00 retention, 8,910.00 against the next copy.
 */
export const money = {
  copySentDay: 50,
  blCopy: '15993.00',
  blCopyDueDay: 55,
  retention: '2665.50',
  retentionAfterMonths: 6,
  rest: { blCopy: '8910.00', retention: '1485.00' },
  /** The bank took 30.00 on the way, on the payee's account. */
  payment: { day: 53, arrived: '15963.00', charges: '30.00' },
} as const;

/**
 * The trading company's books of this order in USD, debit less credit. Bank 11,535.50 + 891.00 + 15,963.00; charges
 * 25.00 + 30.00; receivable 26,655.00 - 7,996.50 - 15,993.00, the retention; advances 12,451.50 - 7,996.50.
 */
export const tradersBooks = {
  bank: '28389.50',
  'bank-charges': '55.00',
  'customer-advances': '-4455.00',
  'export-revenue': '-26655.00',
  receivables: '2665.50',
} as const;

/** Accepted 1200 + 795 bodies at 11.80 and 500 knobs at 2.60 = 24,841.00; 13 % VAT 3,229.33. */
export const settlement = {
  day: 56,
  goods: [
    { item: 'KT18-BODY', accepted: '1200', rejected: '0', amount: '14160.00' },
    { item: 'KT18-BODY', accepted: '795', rejected: '5', amount: '9381.00' },
    { item: 'TS04-KNOB', accepted: '500', rejected: '0', amount: '1300.00' },
  ],
  net: '24841.00',
  tax: '3229.33',
  payable: '28070.33',
  /** 1995 x 11.80 = 23,541.00 */
  invoice: {
    bodies: '1995',
    price: '11.80',
    bodiesAmount: '23541.00',
    net: '24841.00',
    tax: '3229.33',
    totalInCents: '2807033',
  },
  /** All 2000 bodies, at 12.10 instead of 11.80: 24,200.00, with the knobs 25,500.00, VAT 3,315.00. */
  tooDear: {
    bodies: '2000',
    price: '12.10',
    bodiesAmount: '24200.00',
    net: '25500.00',
    tax: '3315.00',
    totalInCents: '2881500',
  },
  paymentDay: 58,
  account: {
    currency: 'CNY',
    holder: '余姚精塑塑业有限公司',
    accountNumber: '6222021001116245702',
    bank: '中国工商银行宁波分行',
    sharedWith: ['hengda'],
    reason: '首次登记收款账户',
  },
} as const;

/** The factory's books of this order in CNY, debit less credit: what was owed is paid. */
export const factorysBooks = {
  bank: '-28070.33',
  'input-vat': '3229.33',
  'outsourcing-cost': '24841.00',
  'supplier-payables': '0.00',
} as const;

/**
 * Weights: delivery 40, quality 40, response 20; a criterion without data in the month steps aside. Both suppliers'
 * lots were accepted at first, both acknowledged within a working day; jinfeng's two lines came on day 22, a day late.
 */
export const scores = {
  weights: { delivery: 40, quality: 40, response: 20 },
  jingsu: { delivery: 100, quality: 100, response: 100 },
  jinfeng: { delivery: 0, quality: 100, response: 100 },
  /** From 90 A, from 80 B, from 60 C, below D; C and D ask for a rectification. */
  bands: [
    [90, 'A'],
    [80, 'B'],
    [60, 'C'],
    [0, 'D'],
  ],
} as const;
