import { customerOrder } from '../../flows/customer-order.ts';
import { customers } from '../customers.ts';
import type { Random } from '../random.rules.ts';
import type { Operable, Way } from './door.ts';

/** The work that was released before the first fault, which reports, deliveries and slips are about. */
export interface Released {
  readonly outsourcingId: string;
  readonly outsourcingNumber: string;
}

type Make = (n: number, random: Random, released: Released) => Operable;

const json = 'application/json';

/** The item, its price, and how many at most: of each there is little, so that orders compete for it. */
const wares = [
  { item: 'HP-30004', price: '18.40', most: 4 },
  { item: 'HP-20018', price: '15.60', most: 9 },
  { item: 'HP-20019', price: '1.20', most: 6 },
] as const;
const dates = ['2027-01-18', '2027-01-25', '2027-02-08', '2027-02-22', '2027-03-08'] as const;

/** ISA06 and GS02 name the sender; ISA06 is of fixed width. */
const sentBy = (identity: string, file: string): string =>
  file.replace('HARBORPINE     ', identity.padEnd(15)).replace('*HARBORPINE*', `*${identity}*`);

interface Erp {
  readonly door: string;
  /** Order numbers begin so. */
  readonly prefix: string;
  /** The first control number: customers who send by several ways number each by itself. */
  readonly control: number;
  readonly way: Way;
  readonly customers: readonly (readonly [id: string, identity: string])[];
}

/** A customer's ERP sends its 850; sent again it bears the same control number. */
const erp =
  ({ door, prefix, control, way, customers: senders }: Erp): Make =>
  (n, random) => {
    const key = `${prefix}${String(n).padStart(7, '0')}`;
    const lines = Array.from({ length: random.between(1, 3) }, () => {
      const { item, price, most } = random.one(wares);
      return { item, price, schedules: [[random.between(1, most), random.one(dates).replaceAll('-', '')] as const] };
    });
    const [customer, identity] = random.one(senders);
    return {
      door,
      key,
      way,
      who: customer,
      path: `/partners/${customer}/interchanges`,
      contentType: 'application/edi-x12',
      body: sentBy(identity, customerOrder(String(control + n), key, lines)),
    };
  };

const all = [...customers];
/** Who has which way besides https. */
export const customersBy = { as2: all.slice(0, 4), sftp: all.slice(4, 8), partnerSftp: all.slice(8, 12) } as const;

const orderByEdi = erp({ door: 'order-850', prefix: 'CE', control: 100_000_000, way: 'https', customers: all });
const orderByAs2 = erp({
  door: 'order-as2',
  prefix: 'CS',
  control: 200_000_000,
  way: 'as2',
  customers: customersBy.as2,
});
/** Its receipt is posted later. */
const orderByAs2Later = erp({
  door: 'order-as2-async',
  prefix: 'CY',
  control: 300_000_000,
  way: 'as2-async',
  customers: customersBy.as2,
});
const orderBySftp = erp({
  door: 'order-sftp',
  prefix: 'CF',
  control: 400_000_000,
  way: 'sftp',
  customers: customersBy.sftp,
});
/** Laid into a folder of the customer's own server. */
const orderInFolder = erp({
  door: 'order-folder',
  prefix: 'CP',
  control: 500_000_000,
  way: 'partner-sftp',
  customers: customersBy.partnerSftp,
});

/** A customer's web shop orders at the door for programs. */
const orderByApi: Make = (n, random) => {
  const key = `CA${String(n).padStart(7, '0')}`;
  const lines = Array.from({ length: random.between(1, 3) }, (_, i) => {
    const { item, price, most } = random.one(wares);
    const quantity = { value: String(random.between(1, most)), unit: 'PCE' };
    const schedules = [{ quantity, date: random.one(dates) }];
    return { line: String(i + 1), buyerItem: item, quantity, unitPrice: price, schedules };
  });
  const body = {
    seller: 'eastbridge',
    customerOrder: key,
    orderDate: '2026-12-07',
    currency: 'USD',
    tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
    paymentTerms: 'T/T 30/60/10',
    freightBy: 'buyer',
    destinationCountry: 'US',
    lines,
  };
  return {
    door: 'order-api',
    key,
    who: random.one([...customers.keys()]),
    path: '/orders',
    contentType: json,
    body: JSON.stringify(body),
    idempotencyKey: `order-${key}`,
  };
};

/** A supplier's delivery note as CSV: the note's number is all that tells two of them apart. */
const deliveryNote: Make = (n, random, { outsourcingNumber }) => {
  const key = `JFSH${String(n).padStart(7, '0')}`;
  const rows = [
    '送货单号,送货日期,委外单号,项次,料号,品名,数量,单位,批号,箱数',
    `${key},2026-12-07,${outsourcingNumber},1,KT18-BASE,电水壶底座,${random.between(1, 20)},只,L${n},1`,
  ];
  return {
    door: 'delivery-note-csv',
    key,
    who: 'jinfeng',
    path: '/partners/jinfeng/interchanges',
    contentType: 'text/csv',
    body: `${rows.join('\r\n')}\r\n`,
  };
};

/** Cumulative: the figure rises with every report, which is how a report is found again. */
const progressCsv: Make = (n, _random, { outsourcingNumber }) => {
  // half an hour of operations is over before the business date
  const asOf = new Date(Date.UTC(2026, 10, 15) + n * 60_000).toISOString();
  const [day = '', time = ''] = asOf.slice(0, 16).split('T');
  const rows = [
    '委外单号,项次,料号,工序,完工良品,不良,截至日期',
    `${outsourcingNumber},1,KT18-BASE,完工,${n},0,${day} ${time}`,
  ];
  return {
    door: 'progress-csv',
    key: String(n),
    who: 'jinfeng',
    path: '/partners/jinfeng/interchanges',
    contentType: 'text/csv',
    body: `${rows.join('\r\n')}\r\n`,
  };
};

/** Without the key, two slips of the same number would be two issues: only the key makes it one. */
const materialIssue: Make = (n, random, { outsourcingId }) => {
  const key = `LL${String(n).padStart(7, '0')}`;
  const body = {
    item: 'STEEL-STRIP',
    lot: `ST-${n}`,
    quantity: { value: String(random.between(1, 9)), unit: 'KGM' },
    owner: 'hengda',
    document: key,
  };
  return {
    door: 'material-issue',
    key,
    who: 'liu.fang',
    path: `/outsourcing-orders/${outsourcingId}/material-issues`,
    contentType: json,
    body: JSON.stringify(body),
    idempotencyKey: `issue-${key}`,
  };
};

/** Money arrives at the bank; its reference is the same receipt. */
const payment: Make = (n, random) => {
  const key = `FT${String(n).padStart(7, '0')}`;
  const body = {
    payer: random.one([...customers.keys()]),
    money: { amount: `${random.between(10, 900)}.00`, currency: 'USD' },
    valueDate: '2026-12-07',
    reference: key,
  };
  return {
    door: 'payment',
    key,
    who: 'qian.wen',
    path: '/payments-received',
    contentType: json,
    body: JSON.stringify(body),
    idempotencyKey: `payment-${key}`,
  };
};

export const doorMakers = {
  orderByEdi,
  orderByAs2,
  orderByAs2Later,
  orderBySftp,
  orderInFolder,
  orderByApi,
  deliveryNote,
  progressCsv,
  materialIssue,
  payment,
} as const;

/** How often each door is gone through, of a hundred operations. */
export const shares: readonly (readonly [keyof typeof doorMakers, number])[] = [
  ['orderByEdi', 14],
  ['orderByAs2', 7],
  ['orderByAs2Later', 5],
  ['orderBySftp', 6],
  ['orderInFolder', 6],
  ['orderByApi', 16],
  ['deliveryNote', 14],
  ['progressCsv', 10],
  ['materialIssue', 12],
  ['payment', 10],
];
