import type { DocumentParty, ItemIdentity, Place } from './parties-and-items.ts';

/**
 * 830 / DELFOR: the plan of the next weeks and months that a buyer sends to a supplier (or a customer to us), most of
 * it to plan by, its beginning firm. Each forecast of an item replaces the one before it.
 */
export interface DeliveryForecast extends DeliveryPlan {
  kind: 'delivery-forecast';
}

/** 862 / DELJIT: the call-off that fixes day and hour of the near deliveries; it replaces the firm part of a forecast. */
export interface DeliveryCall extends DeliveryPlan {
  kind: 'delivery-call';
}

/** What forecast and call-off have in common. */
export interface DeliveryPlan {
  /** BFR02, BSS02; BGM 1004. */
  scheduleNumber: string;
  /** The buyer's running number of the release: BFR03, BSS07; RFF+RE. */
  release?: string;
  /** BFR01, BSS01: 00, 05, 04, 01; BGM 1225: 9, 5, 4, 1. */
  purpose: 'original' | 'replacement' | 'change' | 'cancellation';
  /** BFR08, BSS03; DTM+137. */
  issueDate: string;
  /**
   * Which day the dates of the schedules are: arrival at the buyer's or leaving the seller's. BFR04, BSS04: DL, SH;
   * qualifier of the DTM beside QTY: 2 delivery requested, 10 shipment requested.
   */
  basis: 'delivery' | 'shipment';
  /**
   * Whether each quantity stands alone or counts all since the start of the count. BFR05, BSS11: A, C;
   * QTY 6063: 1 or 113, 3.
   */
  counting: 'discrete' | 'cumulative';
  /** First and last day of the plan: BFR06, BFR07, BSS05, BSS06; DTM+158, DTM+159. */
  horizonStart: string;
  horizonEnd?: string;
  /** Blanket order or contract: BFR10, BSS09; RFF+CT. */
  contract?: string;
  /** N1; NAD. */
  parties: DocumentParty[];
  lines: DeliveryPlanLine[];
}

export interface DeliveryPlanLine extends ItemIdentity {
  /** LIN01; LIN 1082. */
  line: string;
  /** The order the plan releases from: LIN pairs PO and PL; RFF+ON, 1154 and 1156. */
  orderNumber?: string;
  orderLine?: string;
  /** UIT01; QTY 6411: of every quantity in the line. */
  unit: string;
  /** Where the line goes when the plan serves several places: N1*ST below LIN, SDQ02 and SDQ03; NAD+CN or ST. */
  shipTo?: Place;
  /** Gate, dock or point of unloading: REF*DK; LOC+11. */
  dock?: string;
  schedules: PlannedDelivery[];
  /** What the buyer pays for even if it is never called off: ATH; SCC+2 or 3 with QTY+3, DTM+51 and 52. */
  authorizations?: ResourceAuthorization[];
  /** All that the buyer has booked in since the start of the count: SHP*02; QTY+70 with DTM+51 and 52. */
  cumulativeReceived?: { quantity: string; from?: string; until?: string };
  /** The last shipment in that count: SHP*01 with REF*SI; QTY+48 with DTM+50 and RFF+AAK. */
  lastReceipt?: { quantity: string; date?: string; shipmentNumber?: string };
}

export interface PlannedDelivery {
  /** FST01; QTY 6060. */
  quantity: string;
  /**
   * How sure it is. immediate: behind already (FST02 A; SCC 10); firm: to be delivered and paid (C; 1); production:
   * may be made (SCC 2), material: may be bought for (SCC 3), X12 says both as D with LQ*ZZ; planned (D; 4).
   */
  certainty: 'immediate' | 'firm' | 'production' | 'material' | 'planned';
  /** The span that the quantity is for, from `date` on. FST03: D, W, M, Q, F; SCC 2013 likewise. */
  span: 'day' | 'week' | 'month' | 'quarter' | 'flexible';
  /** The day, or the first day of the span: FST04; DTM. */
  date: string;
  /** Last day of a flexible span: FST05; DTM+63 beside DTM+64. */
  until?: string;
  /** HH:MM at the place of delivery: FST07, JIT02; DTM in format 203. */
  time?: string;
  /** The buyer's number for this one delivery: FST08 DO, FST09; RFF+AAJ. */
  callOff?: string;
}

/** At least a quantity or a last day is stated. */
export interface ResourceAuthorization {
  /** production: labour and material (ATH01 FI; SCC 2); material alone (ATH01 MT; SCC 3). */
  resource: 'production' | 'material';
  /** Cumulative, in the line's unit, counted from `from` until `until`: ATH03, ATH05, ATH02. */
  quantity?: string;
  from?: string;
  until?: string;
}
