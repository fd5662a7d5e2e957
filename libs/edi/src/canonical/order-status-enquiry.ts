import type { DocumentParty, ItemIdentity } from './parties-and-items.ts';

/** 869 / OSTENQ: how far are these orders? Answered by a progress report. */
export interface OrderStatusEnquiry {
  kind: 'order-status-enquiry';
  /** BSI01; BGM 1004. */
  enquiryNumber: string;
  /** BSI02; DTM+137. */
  enquiryDate: string;
  /** N1 of the first level; NAD. */
  parties: DocumentParty[];
  /** In words: NTE; FTX. */
  notes?: string[];
  /** None: every open order is asked for (BSI03 CO; no DOC). */
  orders: EnquiredOrder[];
}

export interface EnquiredOrder {
  /** PRF01; DOC C503 1004. */
  orderNumber: string;
  /** PRF04; DTM+4 below DOC. */
  orderDate?: string;
  /** None: the order as a whole is asked for. */
  lines: EnquiredLine[];
}

export interface EnquiredLine extends ItemIdentity {
  /** LIN01; LIN 1082. */
  line: string;
}
