import { create, finance } from '@tradeloom/contracts';
import { type Decision, money, must, type Outcome } from '@tradeloom/kernel';
import type { MatchFinding, PresentedInvoice } from './three-way-match.rules.ts';

/** A supplier's invoice and what the match made of it. 供应商发票 */
export interface SupplierInvoice extends PresentedInvoice {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly status: 'matched' | 'refused' | 'paid';
  readonly findings: readonly MatchFinding[];
  /** people of the factory who confirmed the quantities it is paid for: they do not pay it as well */
  readonly preparedBy: readonly string[];
  readonly orderIds: readonly string[];
  readonly paymentId: string | null;
}

/** Where the document came in; an advice about it goes back the same way. */
export type DocumentSource = NonNullable<finance.DocumentRefused['ref']>;

export const recordInvoice = (
  id: string,
  presented: PresentedInvoice,
  findings: readonly MatchFinding[],
  drawnFrom: Pick<SupplierInvoice, 'preparedBy' | 'orderIds'>,
  source: DocumentSource | undefined,
): Outcome<SupplierInvoice> => {
  const { supplier, factory, number, total, currency } = presented;
  const outcome = findings.length === 0 ? 'matched' : 'refused';
  const state: SupplierInvoice = {
    ...presented,
    ...drawnFrom,
    id,
    version: 0,
    parties: [factory, supplier],
    status: outcome,
    findings,
    paymentId: null,
  };
  const matched = create(finance.SupplierInvoiceMatchedSchema, {
    invoiceId: id,
    invoiceNumber: number,
    supplier,
    factory,
    outcome,
    findings: findings.map((one) => ({ ...one })),
    total: money(total, currency),
  });
  if (outcome === 'matched') return { state, events: [matched] };
  return { state, events: [matched, refusal(presented, findings, source)] };
};

/** The same number again while the first is matched or paid: refused, and nothing is recorded twice. */
const duplicateFinding = (number: string): MatchFinding => ({
  code: 'finance.invoice.duplicate',
  severity: 'block',
  text: { en: `Invoice ${number} was already accepted`, zh: `发票 ${number} 已被接收，不可重复提交` },
  facts: { number },
});

const refusal = (
  { supplier, factory, number }: PresentedInvoice,
  findings: readonly MatchFinding[],
  source: DocumentSource | undefined,
): finance.DocumentRefused =>
  create(finance.DocumentRefusedSchema, {
    ...(source && { ref: source }),
    partner: supplier,
    receiver: factory,
    documentNumber: number,
    findings: findings.map((one) => ({ ...one })),
  });

export const refuseAgain =
  (presented: PresentedInvoice, source: DocumentSource | undefined): Decision<SupplierInvoice> =>
  (invoice) => ({ state: invoice, events: [refusal(presented, [duplicateFinding(presented.number)], source)] });

export const markPaid =
  (paymentId: string): Decision<SupplierInvoice> =>
  (invoice) => {
    must(
      invoice.status === 'matched',
      'finance.invoice.not-payable',
      {
        en: `Invoice ${invoice.number} is ${invoice.status}`,
        zh: `发票 ${invoice.number} 状态为 ${invoice.status}，不可付款`,
      },
      { number: invoice.number, status: invoice.status },
    );
    return { state: { ...invoice, status: 'paid', paymentId }, events: [] };
  };
