import type { DeliveryCall, DeliveryForecast } from './delivery-schedule.ts';
import type { FunctionalAcknowledgement } from './functional-acknowledgement.ts';
import type { InventoryReport } from './inventory-report.ts';
import type { OrderStatusEnquiry } from './order-status-enquiry.ts';
import type { DocumentParty, ItemIdentity } from './parties-and-items.ts';
import type { TestResults } from './test-results.ts';
import type { TradeTerm } from './trade-term.ts';
import type { TransportInstruction } from './transport-instruction.ts';
import type { TransportStatus } from './transport-status.ts';

export type * from './delivery-schedule.ts';
export type * from './functional-acknowledgement.ts';
export type * from './inventory-report.ts';
export type * from './order-status-enquiry.ts';
export type * from './parties-and-items.ts';
export type * from './test-results.ts';
export type * from './trade-term.ts';
export type * from './transport.ts';
export type * from './transport-instruction.ts';
export type * from './transport-status.ts';

/**
 * The canonical business documents: what a message means, whatever its syntax.
 * X12, EDIFACT, UBL, CSV and XLSX all read into these shapes and are written from them.
 *
 * Numbers are decimal strings, dates ISO 8601 calendar dates, units UN/ECE Rec. 20 codes
 * (PCE, KGM, SET, CTN), currencies ISO 4217, countries ISO 3166-1 alpha-2.
 */
export type CanonicalDocument =
  | PurchaseOrder
  | OrderResponse
  | OrderChange
  | OrderChangeResponse
  | ProgressReport
  | DespatchAdvice
  | ReceiptAdvice
  | Invoice
  | RemittanceAdvice
  | ApplicationAdvice
  | DeliveryForecast
  | DeliveryCall
  | InventoryReport
  | OrderStatusEnquiry
  | TestResults
  | TransportStatus
  | TransportInstruction
  | FunctionalAcknowledgement
  | InterchangeAcknowledgement;

/** One requested or confirmed delivery of a line (SCH, ACK). */
export interface DeliverySchedule {
  quantity: string;
  unit: string;
  date: string;
}

/** 850 / ORDERS. */
export interface PurchaseOrder {
  kind: 'purchase-order';
  orderNumber: string;
  orderDate: string;
  purpose: 'original' | 'cancellation' | 'replacement';
  currency: string;
  parties: DocumentParty[];
  tradeTerm?: TradeTerm;
  /** Who pays for freight, insurance, certification, as the header states it (FOB01, REF, MSG). */
  charges?: { freight?: 'buyer' | 'seller'; insurance?: 'buyer' | 'seller'; certification?: 'buyer' | 'seller' };
  /** Terms of payment in words (ITD12), e.g. "T/T 30/60/10". */
  paymentTerms?: string;
  requestedDelivery?: string;
  /** Customer's references: contract, quotation (REF). Key is the qualifier. */
  references?: Record<string, string>;
  notes?: string[];
  lines: PurchaseOrderLine[];
}

export interface PurchaseOrderLine extends ItemIdentity {
  line: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  /** When absent the header's requested date holds for the whole quantity. */
  schedules: DeliverySchedule[];
}

/** 855 / ORDRSP: the seller's answer to an order. */
export interface OrderResponse {
  kind: 'order-response';
  orderNumber: string;
  orderDate: string;
  responseDate: string;
  /** The seller's own number for the order. */
  sellerOrder?: string;
  /** BAK02: AD accepted with detail and no change, AC with detail and change, RD rejected with detail. */
  outcome: 'accepted' | 'changed' | 'rejected';
  currency?: string;
  parties: DocumentParty[];
  lines: OrderResponseLine[];
}

export interface OrderResponseLine extends ItemIdentity {
  line: string;
  quantity: string;
  unit: string;
  unitPrice?: string;
  /** One entry per schedule: several ACK segments under one PO1. */
  confirmations: LineConfirmation[];
}

/** ACK segment; ACK01 line item status code. */
export interface LineConfirmation {
  /** accepted IA, changed IC, quantity-changed IQ, date-changed DR, price-changed IP, rejected IR, backordered IB. */
  status: 'accepted' | 'changed' | 'quantity-changed' | 'date-changed' | 'price-changed' | 'rejected' | 'backordered';
  quantity: string;
  unit: string;
  date?: string;
  reason?: string;
}

/** 860 / ORDCHG: the buyer changes an order, or accepts a counter-offer. */
export interface OrderChange {
  kind: 'order-change';
  orderNumber: string;
  orderDate: string;
  changeNumber: string;
  changeDate: string;
  purpose: 'change' | 'cancellation' | 'confirmation';
  currency?: string;
  parties: DocumentParty[];
  notes?: string[];
  lines: OrderChangeLine[];
}

export interface OrderChangeLine extends ItemIdentity {
  line: string;
  /** POC02: add AI, delete DI, quantity-up QI, quantity-down QD, reschedule RS, price PC, change CA. */
  action: 'add' | 'delete' | 'quantity-increase' | 'quantity-decrease' | 'reschedule' | 'price-change' | 'change';
  /** The line's whole quantity after the change. */
  quantity: string;
  unit: string;
  unitPrice?: string;
  /** All schedules of the line after the change. */
  schedules: DeliverySchedule[];
}

/** 865: the seller's answer to a change. */
export interface OrderChangeResponse {
  kind: 'order-change-response';
  orderNumber: string;
  orderDate: string;
  changeNumber: string;
  responseDate: string;
  outcome: 'accepted' | 'changed' | 'rejected';
  parties: DocumentParty[];
  lines: OrderResponseLine[];
}

/** 870 / OSTRPT / CSV feed / API: cumulative progress per milestone. */
export interface ProgressReport {
  kind: 'progress-report';
  reportNumber: string;
  reportDate: string;
  parties: DocumentParty[];
  lines: ProgressLine[];
}

export interface ProgressLine extends ItemIdentity {
  orderNumber: string;
  line: string;
  milestone: Milestone;
  /** Cumulative good and scrapped pieces at this milestone. A scrap of 0 says nothing: it is not written. */
  good: string;
  scrap: string;
  unit: string;
  /** When the figures were true: RFC 3339 with offset. */
  asOf: string;
  /** True when this report takes pieces back on purpose; a reason must then stand beside it. */
  correction?: boolean;
  reason?: string;
  remark?: string;
}

/** 备料 material-ready, 上线 started, 完工 finished, 包装 packed, 发货 shipped. */
export type Milestone = 'material-ready' | 'started' | 'finished' | 'packed' | 'shipped';

/** 856 / DESADV / CSV delivery note. */
export interface DespatchAdvice {
  kind: 'despatch-advice';
  shipmentNumber: string;
  despatchDate: string;
  estimatedArrival?: string;
  parties: DocumentParty[];
  packages?: { count: number; type: string };
  grossWeight?: { value: string; unit: string };
  billOfLading?: string;
  containers?: { number: string; seal?: string }[];
  vessel?: string;
  voyage?: string;
  lines: DespatchLine[];
}

export interface DespatchLine extends ItemIdentity {
  orderNumber: string;
  line: string;
  quantity: string;
  unit: string;
  lot?: string;
  cartons?: number;
}

/** 861 / RECADV: what was received and accepted. */
export interface ReceiptAdvice {
  kind: 'receipt-advice';
  receiptNumber: string;
  receiptDate: string;
  shipmentNumber: string;
  parties: DocumentParty[];
  lines: ReceiptLine[];
}

export interface ReceiptLine extends ItemIdentity {
  orderNumber: string;
  line: string;
  lot?: string;
  received: string;
  accepted: string;
  rejected: string;
  /** How much of the rejected arrived damaged, where the sender says so. */
  damaged?: string;
  unit: string;
  reason?: string;
}

/** 810 / INVOIC. */
export interface Invoice {
  kind: 'invoice';
  invoiceNumber: string;
  invoiceDate: string;
  orderNumber?: string;
  currency: string;
  parties: DocumentParty[];
  billOfLading?: string;
  /** Sum of the lines before tax, the tax, and the sum to pay. */
  net: string;
  tax?: { ratePercent: string; amount: string };
  total: string;
  lines: InvoiceLine[];
}

export interface InvoiceLine extends ItemIdentity {
  orderNumber: string;
  line: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  amount: string;
}

/** 820 / REMADV. */
export interface RemittanceAdvice {
  kind: 'remittance-advice';
  remittanceNumber: string;
  paymentDate: string;
  currency: string;
  amount: string;
  parties: DocumentParty[];
  invoices: {
    invoiceNumber: string;
    invoiceDate?: string;
    paid: string;
    invoiced: string;
    deduction?: string;
    reason?: string;
  }[];
}

/** 824 / APERAK: a business refusal of one document. */
export interface ApplicationAdvice {
  kind: 'application-advice';
  adviceNumber: string;
  adviceDate: string;
  refersTo: { type: string; number: string; groupControl?: string; messageControl?: string };
  outcome: 'accepted' | 'accepted-with-change' | 'rejected';
  parties: DocumentParty[];
  errors: { code: string; text: string; position?: string; value?: string }[];
}

/** CONTRL: what the receiver's translator says about one interchange. A fact about syntax, not about business. */
export interface InterchangeAcknowledgement {
  kind: 'interchange-acknowledgement';
  /** UNB 0020 of the interchange that is acknowledged. */
  control: string;
  /** `received` says that it came whole; whether it can be read is said later. */
  outcome: 'received' | 'accepted' | 'partially-accepted' | 'rejected';
  /** DE 0085: what is wrong with the interchange. */
  error?: string;
  messages: {
    type: string;
    /** UNH 0062 */
    control: string;
    outcome: 'accepted' | 'rejected';
    /** DE 0085 */
    error?: string;
    /** UNH is 1. */
    segments: { position: number; error?: string }[];
  }[];
}
