import type { DocumentParty, ItemIdentity, Place } from './parties-and-items.ts';

/** 846 / INVRPT: what stands where, by state: a supplier's or warehouse's stock for us, ours for a customer. */
export interface InventoryReport {
  kind: 'inventory-report';
  /** BIA03; BGM 1004. */
  reportNumber: string;
  /** BIA04; DTM+137. */
  reportDate: string;
  /** The day the stock was counted or read, where the report is of another day: DTM*184; DTM+366. */
  countDate?: string;
  /** N1; NAD. */
  parties: DocumentParty[];
  lines: InventoryLine[];
}

export interface InventoryLine extends ItemIdentity {
  /** LIN01; LIN 1082. */
  line: string;
  /** The warehouse: N1*WH below LIN (or for the whole report); NAD+WH, LOC+18. */
  location?: Place;
  /** REF*LT; GIN+BX or RFF+BT. */
  lot?: string;
  quantities: InventoryQuantity[];
}

export interface InventoryQuantity {
  state: InventoryState;
  /** QTY02, QTY03; QTY 6060, 6411. */
  quantity: string;
  unit: string;
  /** When it is expected, for what is on its way or in production: DTM below QTY; DTM below INV. */
  date?: string;
}

/**
 * QTY01 (DE 673); QTY 6063, in INVRPT beside our code in INV.
 *
 *     on-hand        17      145   everything that stands there, whatever it is meant for
 *     available      33      ZZZ   free to be sold or used
 *     committed      27      66    on hand, promised to orders
 *     blocked        QH      89    on hand, held by quality
 *     in-transit     IQ      198   on its way to the place
 *     on-order       63      21    ordered, not despatched
 *     in-production  37      ZZZ   being made
 */
export type InventoryState =
  | 'on-hand'
  | 'available'
  | 'committed'
  | 'blocked'
  | 'in-transit'
  | 'on-order'
  | 'in-production';
