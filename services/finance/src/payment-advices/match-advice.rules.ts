import { decimal, type IsoDate, type Money, money, sumOf, type Text } from '@tradeloom/kernel';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { isSettled } from '../payment-plans/payment-stage.rules.ts';
import { type Allocation, allocate, type OwedStage, owedOn } from '../receivables/allocation.rules.ts';
import type { AdviceFinding, Advised, AdvisedItem, OrderNamed } from './payment-advice.rules.ts';

/** One item of an advice beside what is owed under its reference. */
export interface ItemMatched {
  /** from 1 */
  readonly position: number;
  readonly item: AdvisedItem;
  readonly orderIds: readonly string[];
  /** open and due on the payment date under this reference */
  readonly owed: Money;
  /** what the advised money would pay of it */
  readonly allocations: readonly Allocation[];
  readonly unapplied: Money;
  readonly findings: readonly AdviceFinding[];
}

/** The stages that a reference speaks of: those of an invoice's shipment, or all of an order. */
interface Named {
  readonly plans: readonly PaymentPlan[];
  readonly shipments: ReadonlySet<string> | null;
  /** of the invoice; null for an order */
  readonly invoiced: Money | null;
}

const namedBy = (reference: string, plans: readonly PaymentPlan[], currency: string): Named => {
  const shipped = plans.flatMap((plan) =>
    plan.shipments.filter((one) => one.invoiceNumber === reference).map((shipment) => ({ plan, shipment })),
  );
  if (shipped.length === 0)
    return { plans: plans.filter((plan) => plan.orderNumbers.includes(reference)), shipments: null, invoiced: null };
  const invoices = shipped.map(({ shipment }) => shipment.invoice);
  return {
    plans: shipped.map(({ plan }) => plan),
    shipments: new Set(shipped.map(({ shipment }) => shipment.shipmentId)),
    invoiced: invoices.every((one) => one.currency === currency) ? sumOf(invoices, currency) : null,
  };
};

const speaksOf =
  ({ shipments }: Named) =>
  ({ shipmentId }: { readonly shipmentId: string | null }): boolean =>
    shipments === null || (shipmentId !== null && shipments.has(shipmentId));

type Taken = ReadonlyMap<string, string>;

/** What is still open once earlier items of the same advice have had their part. */
const lessTaken = (owed: readonly OwedStage[], taken: Taken): OwedStage[] =>
  owed
    .map((stage) => ({
      ...stage,
      open: money(decimal(stage.open.amount).minus(taken.get(stage.stageId) ?? 0), stage.open.currency),
    }))
    .filter(({ open }) => decimal(open.amount).gt(0));

const finding = (
  [code, severity]: readonly [string, AdviceFinding['severity']],
  position: number,
  text: Text,
  facts: Readonly<Record<string, string>> = {},
): AdviceFinding => ({
  code: `finance.advice.${code}`,
  severity,
  text,
  facts: { ...facts, position: String(position) },
});

interface Compared {
  readonly position: number;
  readonly item: AdvisedItem;
  readonly named: Named;
  readonly owed: Money;
}

const amountFinding = ({ position, item, named, owed }: Compared): AdviceFinding[] => {
  const { reference, paid, deduction, reason } = item;
  const facts = { value: reference, paid, owed: owed.amount };
  if (decimal(owed.amount).isZero()) {
    const isPaidUp = named.plans.every((p) => p.stages.filter(speaksOf(named)).every(isSettled));
    const text = isPaidUp
      ? { en: `${reference} is paid already`, zh: `${reference} 已付清` }
      : { en: `Nothing of ${reference} is due yet`, zh: `${reference} 尚无到期款项` };
    return [finding([isPaidUp ? 'nothing-owed' : 'not-due', 'warning'], position, text, facts)];
  }
  const missing = decimal(owed.amount).minus(paid);
  if (missing.isZero()) return [];
  if (missing.lt(0)) {
    const text = {
      en: `${reference}: ${paid} advised, ${owed.amount} ${owed.currency} owed`,
      zh: `${reference}：通知付款 ${paid}，应付 ${owed.amount} ${owed.currency}`,
    };
    return [finding(['more-than-owed', 'warning'], position, text, facts)];
  }
  if (deduction !== null && missing.eq(deduction)) {
    const text = {
      en: `${reference}: ${deduction} ${owed.currency} is kept back${reason === null ? '' : `: ${reason}`}`,
      zh: `${reference}：扣除 ${deduction} ${owed.currency}${reason === null ? '' : `：${reason}`}`,
    };
    return [finding(['deduction', 'warning'], position, text, { ...facts, deduction })];
  }
  const text = {
    en: `${reference}: ${paid} advised, ${owed.amount} ${owed.currency} owed, ${missing.toFixed()} unexplained`,
    zh: `${reference}：通知付款 ${paid}，应付 ${owed.amount} ${owed.currency}，差额 ${missing.toFixed()} 未说明`,
  };
  return [finding(['less-than-owed', 'warning'], position, text, facts)];
};

/** The payer may state the whole invoice, or the stage that he pays. */
const invoicedFinding = ({ position, item, named, owed }: Compared): AdviceFinding[] => {
  const { invoiced } = named;
  if (invoiced === null || [invoiced.amount, owed.amount].some((known) => decimal(known).eq(item.invoiced))) return [];
  const text = {
    en: `${item.reference} was invoiced at ${invoiced.amount} ${invoiced.currency}, the advice says ${item.invoiced}`,
    zh: `${item.reference} 发票金额为 ${invoiced.amount} ${invoiced.currency}，通知写为 ${item.invoiced}`,
  };
  return [finding(['other-invoice-amount', 'warning'], position, text, { value: item.invoiced })];
};

const referenceFindings = (position: number, { reference }: AdvisedItem, named: Named, currency: string) => {
  if (named.plans.length === 0) {
    const text = {
      en: `${reference} is no invoice or order between us`,
      zh: `${reference} 不是双方之间的发票或订单`,
    };
    return [finding(['unknown-reference', 'warning'], position, text, { value: reference })];
  }
  const other = named.plans.find((plan) => plan.currency !== currency);
  if (!other) return [];
  const text = {
    en: `${reference} is owed in ${other.currency}, the advice pays in ${currency}`,
    zh: `${reference} 应以 ${other.currency} 支付，通知币种为 ${currency}`,
  };
  return [finding(['other-currency', 'block'], position, text, { value: currency })];
};

/** Each item beside what is owed under its reference; two items of one invoice share what is open of it. */
export const matchItems = (
  { money: { currency }, items }: Advised,
  plans: readonly PaymentPlan[],
  on: IsoDate,
): ItemMatched[] => {
  const taken = new Map<string, string>();
  return items.map((item, index) => {
    const position = index + 1;
    const named = namedBy(item.reference, plans, currency);
    const unmatched = referenceFindings(position, item, named, currency);
    const due = unmatched.length > 0 ? [] : owedOn(named.plans, on).filter(speaksOf(named));
    const open = lessTaken(due, taken);
    const owed = sumOf(
      open.map((stage) => stage.open),
      currency,
    );
    const { allocations, unapplied } = allocate(money(item.paid, currency), open, {});
    for (const { stageId, money: part } of allocations)
      taken.set(
        stageId,
        decimal(taken.get(stageId) ?? 0)
          .plus(part.amount)
          .toFixed(),
      );
    const compared = { position, item, named, owed };
    const findings = unmatched.length > 0 ? unmatched : [...amountFinding(compared), ...invoicedFinding(compared)];
    return { position, item, orderIds: named.plans.map((p) => p.id), owed, allocations, unapplied, findings };
  });
};

/** What speaks against the advice as a whole: it is refused. */
export const wholeFindings = ({ money: sum, items }: Advised, matched: readonly ItemMatched[]): AdviceFinding[] => {
  const paid = items.reduce((all, item) => all.plus(item.paid), decimal(0));
  const found: AdviceFinding[] = [];
  if (items.some((item) => decimal(item.paid).lt(0)) || decimal(sum.amount).lte(0)) {
    const text = { en: 'An advised amount is not above zero', zh: '通知金额须大于零' };
    found.push({ code: 'finance.advice.no-amount', severity: 'block', text, facts: { value: sum.amount } });
  }
  if (!paid.eq(sum.amount)) {
    const text = {
      en: `The invoices add up to ${paid.toFixed()}, the advice says ${sum.amount}`,
      zh: `各项合计 ${paid.toFixed()}，与通知总额 ${sum.amount} 不符`,
    };
    found.push({ code: 'finance.advice.total', severity: 'block', text, facts: { value: sum.amount } });
  }
  if (matched.length > 0 && matched.every((one) => one.orderIds.length === 0)) {
    const text = { en: 'Nothing that the advice names is known here', zh: '通知所列项目均无法识别' };
    found.push({ code: 'finance.advice.nothing-known', severity: 'block', text, facts: {} });
  }
  return found;
};

/** Per order what the advice says of it. */
export const ordersNamed = ({ money: { currency } }: Advised, matched: readonly ItemMatched[]): OrderNamed[] =>
  [...new Set(matched.flatMap((one) => one.orderIds))].map((orderId) => {
    const own = matched.filter((one) => one.orderIds.includes(orderId));
    const findings = own.flatMap((one) => one.findings);
    const list = own.map(({ item }) => `${item.reference} ${item.paid} ${currency}`);
    return {
      orderId,
      findings,
      summary: {
        en: [...list, ...findings.map((f) => f.text.en)].join('; '),
        zh: [...list, ...findings.map((f) => f.text.zh)].join('；'),
      },
    };
  });
