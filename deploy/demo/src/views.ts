import type { IsoDate } from './calendar.ts';
import type { Money } from './check.ts';
import type { Text } from './text.ts';

/** What the doors answer, as far as the scenario reads it. */

export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

export interface ScheduleView {
  readonly id: string;
  readonly quantity: Quantity;
  readonly requested: IsoDate;
  readonly promisedOriginal: IsoDate | null;
  readonly promisedCurrent: IsoDate | null;
  readonly status: string;
}

export interface OrderLineView {
  readonly id: string;
  readonly customerLine: string;
  readonly item: string;
  readonly quantity: Quantity;
  readonly status: string;
  readonly schedules: readonly ScheduleView[];
}

export interface LegView {
  readonly kind: string;
  readonly currency: string;
  readonly taxPercent: string | null;
  readonly prices: readonly { readonly lineId: string; readonly unitPrice: Money }[];
  readonly total: Money;
}

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly customerOrder: string;
  readonly receivedOn: IsoDate;
  readonly waitingFor: readonly { readonly code: string; readonly detail: string }[];
  readonly legs: readonly LegView[];
  readonly lines: readonly OrderLineView[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

export interface FindingView {
  readonly code: string;
  readonly severity: string;
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

export interface AuditView {
  readonly authority: string;
  readonly approvedBy: string | null;
  readonly confirmationsRequired: readonly string[];
  readonly findings: readonly FindingView[];
}

export interface StageView {
  readonly id: string;
  readonly stage: string;
  readonly shipmentId: string | null;
  readonly amount: Money;
  readonly settled: Money;
  readonly due: IsoDate | null;
  readonly state: string;
}

export interface PaymentPlanView {
  readonly orderId: string;
  readonly status: string;
  readonly total: Money;
  readonly stages: readonly StageView[];
}

export interface ReceiptView {
  readonly id: string;
  readonly money: Money;
  readonly charges: Money;
  readonly allocations: readonly { readonly orderId: string; readonly stage: string; readonly money: Money }[];
}

export interface OutsourcingOrderView {
  readonly id: string;
  readonly number: string;
  readonly supplier: string;
  readonly status: string;
  readonly currency: string;
  readonly lines: readonly {
    readonly line: string;
    readonly item: string;
    readonly quantity: Quantity;
    readonly unitPrice: Money;
    readonly due: IsoDate;
    readonly confirmedDue: IsoDate | null;
    readonly received: string;
    readonly accepted: string;
    readonly rejected: string;
  }[];
  readonly materials: readonly { readonly item: string; readonly quantity: Quantity }[];
  readonly changes: readonly { readonly number: string; readonly outcome: string | null }[];
}

export interface ProgressView {
  readonly item: string;
  readonly lineId: string;
  readonly scheduleId: string | null;
  readonly outsourcingNumber: string | null;
  readonly milestones: readonly {
    readonly milestone: string;
    readonly good: string;
    readonly scrap: string;
    readonly percent: string;
  }[];
  readonly packingHeld: boolean;
}

export interface WarningView {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly subject: string;
  readonly supplier: string | null;
  readonly due: IsoDate;
  readonly expected: IsoDate;
  readonly bufferLeftDays: number;
  readonly owners: readonly string[];
}

export interface BalanceView {
  readonly balances: readonly {
    readonly item: string;
    readonly lot: string;
    readonly unit: string;
    readonly issued: string;
    readonly consumed: string;
    readonly scrap: string;
    readonly returned: string;
    readonly atSupplier: string;
  }[];
}

export interface ClassPlanView {
  readonly defectClass: string;
  readonly letter: string;
  readonly n: number;
  readonly ac: number;
  readonly re: number;
  readonly mode: string;
}

export interface InspectionView {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly item: string;
  readonly lineId: string | null;
  readonly scheduleId: string | null;
  readonly receiptId: string | null;
  readonly line: string | null;
  readonly lot: string | null;
  readonly lotId: string | null;
  readonly attempt: number;
  readonly verdict: string | null;
  readonly classes: readonly ClassPlanView[];
}

export interface LotView {
  readonly id: string;
  readonly kind: string;
  readonly item: string;
  readonly scheduleId: string | null;
  readonly quantity: string;
  readonly attempt: number;
  readonly verdict: string;
  readonly disposition: string | null;
}

/** How strictly one maker's item is inspected, and since when. */
export interface RegimeView {
  readonly id: string;
  readonly maker: string;
  readonly classes: Readonly<Record<string, { readonly mode: string }>>;
}

export interface GoodsReceiptView {
  readonly id: string;
  readonly number: string;
  readonly status: string;
}

export interface ChangeView {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly baseVersion: number;
  readonly approvalsMissing: readonly string[];
}

export interface ImpactView {
  readonly promise: readonly FindingView[];
  readonly cover: readonly FindingView[];
  readonly payment: readonly FindingView[];
  readonly suppliers: readonly FindingView[];
}

export interface ShipmentView {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly packing: {
    readonly packages: number;
    readonly netKg: string;
    readonly grossKg: string;
    readonly volumeM3: string;
  } | null;
  readonly instruction: {
    readonly shipper: string;
    readonly consignee: string;
    readonly notify: string;
    readonly marks: string;
  };
}

export interface DocumentFindingView {
  readonly check: string;
  readonly severity: string;
  readonly values: readonly [string, string];
}

export interface DocumentSetView {
  readonly id: string;
  readonly status: string;
  readonly errors: number;
  readonly findings: readonly DocumentFindingView[];
  readonly invoice: { readonly number: string; readonly total: Money };
  readonly packingList: { readonly packages: number; readonly netKg: string; readonly grossKg: string };
  readonly documents: readonly { readonly id: string; readonly kind: string; readonly number: string }[];
}

export interface StatementView {
  readonly id: string;
  readonly status: string;
  readonly net: Money;
  readonly tax: Money;
  readonly payable: Money;
  readonly lines: readonly {
    readonly n: number;
    readonly kind: string;
    readonly item?: string;
    readonly accepted?: string;
    readonly rejected?: string;
    readonly amount?: Money;
    readonly issued?: string;
    readonly consumed?: string;
    readonly scrap?: string;
    readonly returned?: string;
    readonly atSupplier?: string;
    readonly state: string;
  }[];
}

export interface SupplierInvoiceView {
  readonly status: string;
  readonly total: Money;
  readonly findings: readonly FindingView[];
}

export interface LedgerEntryView {
  readonly organisation: string;
  readonly occasion: string;
  readonly currency: string;
  readonly lines: readonly { readonly account: string; readonly debit: string; readonly credit: string }[];
}

export interface ScorecardView {
  readonly period: string;
  readonly score: string | null;
  readonly band: string | null;
  readonly subScores: readonly {
    readonly criterion: string;
    readonly score: string | null;
    readonly events: readonly object[];
  }[];
  readonly warnings: { readonly raised: number; readonly cleared: number };
}

export interface RectificationView {
  readonly id: string;
  readonly period: string;
  readonly status: string;
  readonly reason: string;
}

export interface TimelineEntry {
  readonly at: string;
  readonly businessDate: IsoDate;
  readonly service: string;
  readonly type: string;
  readonly actor: { readonly login: string; readonly organisation: string };
  readonly text: Text;
  readonly traceId: string | null;
}
