/**
 * What the journey must come to, worked out by hand from the rules and the agreed terms, never copied from a run.
 * Days count from day 0, a Monday; the factory works Monday to Saturday.
 */

/** The customer's order: line 1 kettles in two deliveries, line 2 toasters. FOB Ningbo, USD. */
export const order = {
  kettles: { quantity: '2000', first: { quantity: '1200', requested: 49 }, second: { quantity: '800', requested: 77 } },
  toasters: { quantity: '500', requested: 42 },
  /** 2000 x 14.85 + 500 x 17.67 */
  exportTotal: '38535.00',
  exportPrices: { kettle: '14.85', toaster: '17.67' },
  /** 2000 x 82.00 + 500 x 98.00, the purchase contract in CNY */
  purchaseTotal: '213000.00',
  purchasePrices: { kettle: '82.00', toaster: '98.00' },
} as const;

/**
 * Parts are there on day 21. Kettles at 120 a day: 10 working days to day 31, in Ningbo on day 35; buffer 7 % of 35
 * days = 3, so day 49 is kept. The next 800 are made by day 39, so day 77 is kept too.
 * Toasters at 20 a day: 25 working days to day 49, in Ningbo on day 53; buffer 7 % of 53 days = 3.71, so 4: day 57.
 */
export const promise = {
  kettlesFirst: { day: 49, because: 'orders.audit.date-kept' },
  kettlesSecond: { day: 77, because: 'orders.audit.date-kept' },
  toasters: {
    day: 57,
    because: 'orders.audit.date-later',
    bufferDays: '4',
    boundBy: { kind: 'capacity', name: 'ASSEMBLY-2' },
  },
} as const;

/** 30 / 60 / 10 of 38,535.00, each rounded half up, the last takes the remainder. */
export const plan = { deposit: '11560.50', blCopy: '23121.00', retention: '3853.50', depositDueDay: 7 } as const;

/** The bank took 25.00 on the way, on the payee's account: 11,535.50 arrives and 11,560.50 is allocated. */
export const depositPayment = { arrived: '11535.50', charges: '25.00', day: 1 } as const;

/** Work is released on day 2 when deposit and samples are there; parts are due when assembly starts. */
export const outsourcing = {
  placedDay: 2,
  dueDay: 21,
  jingsu: { body: { quantity: '2000', price: '11.80' }, knob: { quantity: '500', price: '2.60' } },
  jinfeng: { base: { quantity: '2000', price: '7.45' }, shell: { quantity: '500', price: '13.90' } },
  /** 2000 x 0.42 + 500 x 0.08, and 2000 x 0.18 + 500 x 0.60, in kg */
  granule: '880',
  strip: '660',
} as const;

/**
 * 300 of 2000 after 8 of 19 days: the 1700 left take 1700 x 19 / 2000 = 16.15, so 17 days from day 10: day 27, six days
 * after day 21. The first kettles have 49 - 35 = 14 days of buffer; 8 are left.
 */
export const warning = { dueDay: 21, expectedDay: 27, bufferLeftDays: 8 } as const;

/** Received 1200 + 800 bodies and 500 knobs; 5 bodies of the second lot are set aside. */
export const jingsuReceipt = {
  day: 19,
  lots: ['1200', '800', '500'],
  rejectedBodies: '5',
  acceptedBodies: '1995',
} as const;
/** A day after the due date. */
export const jinfengReceipt = { day: 22 } as const;

/**
 * Consumption follows the bill for every piece received, accepted or not; scrap is what the supplier reported.
 * Granule: 900 issued - 2000 x 0.42 - 500 x 0.08 = 20 less 18 x 0.42 + 1 x 0.08 of scrap = 7.64: 12.36 left.
 * Strip: 400 + 280 issued in two lots, 660 consumed; 11 x 0.18 + 2 x 0.60 = 3.18 scrapped: 16.82 left of the second.
 */
export const balances = {
  granule: { issued: '900', consumed: '880', scrap: '7.64', returned: '0', atSupplier: '12.36' },
  stripFirst: { issued: '400', consumed: '400', scrap: '0', returned: '0', atSupplier: '0' },
  stripSecond: { issued: '280', consumed: '260', scrap: '3.18', returned: '0', atSupplier: '16.82' },
} as const;

/**
 * The change on day 31: 1000 instead of 800, on day 70 instead of 77. 800 are planned for days 32 to 39; parts for 200
 * more come on day 52 and are assembled by day 53: in Ningbo on day 57, with 2 days of buffer long before day 70.
 * 200 x 14.85 = 2,970.00 more; 30 % of 41,505.00 less the deposit paid = 891.00.
 */
export const change = {
  day: 31,
  quantity: '1000',
  lineQuantity: '2200',
  requested: 70,
  promisedDay: 57,
  more: '200',
  partsDay: 52,
  difference: '2970.00',
  total: '41505.00',
  purchaseTotal: '229400.00',
  additionalDeposit: '891.00',
} as const;

/** The list's base rate is 7.10: 3 % above is 7.313, 3.1 % above 7.3201. */
export const rates = { base: '7.10', threePercent: '7.313', threePointOnePercent: '7.3201' } as const;

export const creditLimit = '60000.00';

/**
 * A quotation for 500 toasters on day 59, a Thursday: parts on day 80. At 20 a day 25 working days to day 108, in
 * Ningbo on day 112, 7 % of 53 days = 4 of buffer: day 116. At 40 a day 13 working days to day 94, Ningbo on day 98,
 * 7 % of 39 days = 3: day 101, and the lead time of the parts binds, no more the line.
 */
export const quotation = { day: 59, slow: { perDay: '20', day: 116 }, fast: { perDay: '40', day: 101 } } as const;

/** 100 lids: 80 are promised, so 20 are free and 50 are refused. */
export const lids = { stock: '100', first: '80', second: '50', free: '20' } as const;

/**
 * 500 toasters asked for on day 62, a Sunday: parts on day 83, 25 working days from Monday 84 to day 112, Ningbo on day
 * 116, 7 % of 54 days = 3.78, so 4: day 120. Who asks for 500 more while these are held gets 25 working days from day 113
 * to day 141, Ningbo on day 145, 7 % of 83 days = 5.81, so 6: day 151.
 */
export const cancellation = { offeredDay: 120, nextDay: 151 } as const;
