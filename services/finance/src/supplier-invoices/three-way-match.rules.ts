import { decimal, type IsoDate, money, type Text } from '@tradeloom/kernel';

/** A line of the supplier's invoice; it names the outsourcing order and its line. */
export interface InvoiceLine {
  readonly orderNumber: string;
  readonly line: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly amount: string;
}

/** An invoice as the supplier presents it. Amounts are decimal strings in its currency. */
export interface PresentedInvoice {
  readonly supplier: string;
  readonly factory: string;
  readonly number: string;
  readonly date: IsoDate;
  readonly currency: string;
  readonly net: string;
  readonly taxPercent: string;
  readonly tax: string;
  readonly total: string;
  readonly lines: readonly InvoiceLine[];
}

/** What the order and the receipts say of one line. */
export interface MatchedAgainst {
  readonly orderNumber: string;
  readonly line: string;
  readonly currency: string;
  readonly unitPrice: string;
  readonly unit: string;
  readonly taxPercent: string;
  /** accepted on statement lines that both sides agreed */
  readonly agreed: string;
  /** accepted, on lines that are not agreed yet */
  readonly open: string;
  /** on earlier matched invoices */
  readonly invoiced: string;
}

/** How far an invoice may differ and still be paid. The more particular policy wins: supplier over factory. */
export interface MatchPolicy {
  /** percent above the order's price */
  readonly pricePercent: string;
  /** percent above the accepted quantity */
  readonly quantityPercent: string;
  /** rounding allowed on an amount, in the currency's units */
  readonly absolute: string;
}

/** Nothing above price or accepted quantity, a cent of rounding. */
export const strictPolicy: MatchPolicy = { pricePercent: '0', quantityPercent: '0', absolute: '0.01' };

export interface MatchFinding {
  readonly code: string;
  readonly severity: 'block';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

const finding = (reason: string, text: Text, facts: Readonly<Record<string, string>>): MatchFinding => ({
  code: `finance.invoice.${reason}`,
  severity: 'block',
  text,
  facts,
});

/** Order price, accepted quantity, invoice: every difference beyond the policy is a finding; none, it matches. */
export const matchInvoice = (
  invoice: PresentedInvoice,
  known: readonly MatchedAgainst[],
  policy: MatchPolicy,
): MatchFinding[] => [
  ...signFindings(invoice),
  ...sumFindings(invoice, policy),
  ...perOrderLine(invoice.lines).flatMap((lines) => lineFindings(invoice, lines, known, policy)),
];

/** An invoice asks for money: what takes some back is a credit note, another document. */
const signFindings = ({ lines }: PresentedInvoice): MatchFinding[] =>
  lines
    .filter(({ quantity, unitPrice }) => decimal(quantity).lte(0) || decimal(unitPrice).lt(0))
    .map(({ line, quantity, unitPrice }) =>
      finding(
        'not-positive',
        { en: `Line ${line} is not above zero`, zh: `第 ${line} 行数量或单价不为正` },
        { line, quantity, unitPrice },
      ),
    );

/** An invoice may name the same order line more than once; it is judged by their sum. */
const perOrderLine = (lines: readonly InvoiceLine[]): InvoiceLine[][] => [
  ...Map.groupBy(lines, (line) => `${line.orderNumber}/${line.line}`).values(),
];

const sumFindings = (invoice: PresentedInvoice, { absolute }: MatchPolicy): MatchFinding[] => {
  const { currency } = invoice;
  const differs = (stated: string, right: string): boolean => decimal(stated).minus(right).abs().gt(absolute);
  const wrong = (what: string, en: string, zh: string, stated: string, right: string): MatchFinding[] =>
    differs(stated, right)
      ? [
          finding(
            what,
            { en: `${en}: ${stated} stated, ${right} right`, zh: `${zh}：所列 ${stated}，应为 ${right}` },
            { stated, right },
          ),
        ]
      : [];
  const sum = invoice.lines.reduce((all, line) => all.plus(line.amount), decimal(0)).toFixed();
  const tax = money(
    decimal(invoice.net)
      .times(invoice.taxPercent || 0)
      .div(100),
    currency,
  ).amount;
  return [
    ...invoice.lines.flatMap((line) =>
      wrong(
        'line-amount',
        `Amount of line ${line.line}`,
        `第 ${line.line} 行金额`,
        line.amount,
        money(decimal(line.quantity).times(line.unitPrice), currency).amount,
      ),
    ),
    ...wrong('net', 'Net amount', '不含税金额', invoice.net, sum),
    ...wrong('tax', 'Tax', '税额', invoice.tax || '0', tax),
    ...wrong(
      'total',
      'Total',
      '价税合计',
      invoice.total,
      decimal(invoice.net)
        .plus(invoice.tax || 0)
        .toFixed(),
    ),
  ];
};

const lineFindings = (
  invoice: PresentedInvoice,
  lines: readonly InvoiceLine[],
  known: readonly MatchedAgainst[],
  policy: MatchPolicy,
): MatchFinding[] => {
  const [first] = lines;
  if (!first) return [];
  const { orderNumber, line } = first;
  const where = { orderNumber, line };
  const at: Text = { en: `Order ${orderNumber} line ${line}`, zh: `订单 ${orderNumber} 第 ${line} 行` };
  const said = (reason: string, en: string, zh: string, facts: Record<string, string>): MatchFinding =>
    finding(reason, { en: `${at.en}: ${en}`, zh: `${at.zh}：${zh}` }, { ...where, ...facts });
  const against = known.find((one) => one.orderNumber === orderNumber && one.line === line);
  if (!against) return [said('unknown-line', 'no such outsourcing order line', '没有该委外订单行', {})];

  const { currency, unit, taxPercent, unitPrice, agreed, open, invoiced } = against;
  const quantity = lines.reduce((sum, one) => sum.plus(one.quantity), decimal(0));
  const wanted = quantity.plus(invoiced);
  const within = (base: string, percent: string) => decimal(base).times(decimal(percent).div(100).plus(1));
  const dear = lines.find((one) => decimal(one.unitPrice).gt(within(unitPrice, policy.pricePercent)));
  const over = wanted.gt(within(agreed, policy.quantityPercent));
  // What the other side has not confirmed yet is not wrong, only too early.
  const early = over && wanted.lte(decimal(agreed).plus(open));
  const numbers = { invoiced: quantity.toFixed(), before: invoiced, accepted: agreed, notAgreed: open };
  return [
    ...(currency === invoice.currency
      ? []
      : [
          said(
            'currency',
            `${invoice.currency} instead of ${currency}`,
            `币种应为 ${currency}，实为 ${invoice.currency}`,
            { currency },
          ),
        ]),
    ...(lines.every((one) => one.unit === unit)
      ? []
      : [said('unit', `the order counts in ${unit}`, `订单计量单位为 ${unit}`, { unit })]),
    ...(decimal(taxPercent || 0).eq(invoice.taxPercent || 0)
      ? []
      : [said('tax-rate', `tax is ${taxPercent} %`, `税率应为 ${taxPercent}%`, { taxPercent })]),
    ...(dear
      ? [
          said(
            'price',
            `${dear.unitPrice} is above the order's ${unitPrice}`,
            `单价 ${dear.unitPrice} 高于订单单价 ${unitPrice}`,
            { price: dear.unitPrice, ordered: unitPrice },
          ),
        ]
      : []),
    ...(early
      ? [
          said(
            'statement-not-agreed',
            `${open} accepted are not agreed on the statement yet`,
            `尚有 ${open} 的验收数量未在对账单上双方确认`,
            numbers,
          ),
        ]
      : []),
    ...(over && !early
      ? [said('quantity', `${wanted} invoiced, ${agreed} accepted`, `累计开票 ${wanted}，验收合格 ${agreed}`, numbers)]
      : []),
  ];
};
