import type { Place } from './parties-and-items.ts';
import type { TradeTerm } from './trade-term.ts';
import type { Conveyance, TransportParty, TransportReferences } from './transport.ts';

/** IFTMIN (304): what the shipper tells forwarder or carrier to move, and what the bill of lading is to say. */
export interface TransportInstruction {
  kind: 'transport-instruction';
  /** BGM 1004. */
  instructionNumber: string;
  /** DTM+137. */
  instructionDate: string;
  /** BGM 1225: 9, 5, 4, 1. */
  purpose: 'original' | 'replacement' | 'change' | 'cancellation';
  references?: TransportReferences;
  tradeTerm?: TradeTerm;
  /** Who pays the freight: prepaid by the consignor, or collected from the consignee. CPI 4237: P, C. */
  freight?: 'prepaid' | 'collect';
  /** TSR C536 4065: 27, 28, 29, 30. */
  service?: 'door-to-door' | 'door-to-port' | 'port-to-door' | 'port-to-port';
  /** Day the goods are to be fetched: DTM+200. */
  collection?: string;
  /** Day they are to be there: DTM+2. */
  delivery?: string;
  /** Where the carrier takes them over and hands them out: LOC+88, LOC+7. */
  placeOfReceipt?: Place;
  placeOfDelivery?: Place;
  legs: TransportLeg[];
  parties: TransportParty[];
  /** In words, for forwarder and bill of lading: FTX. */
  notes?: string[];
  goods: GoodsItem[];
  containers?: InstructedContainer[];
}

export interface TransportLeg extends Conveyance {
  /** TDT 8051: 10, 20, 30. */
  stage: 'pre-carriage' | 'main-carriage' | 'on-carriage';
  /** LOC+9, LOC+11. */
  loading?: Place;
  discharge?: Place;
  /** Estimated: DTM+133, DTM+132 below the place. */
  departure?: string;
  arrival?: string;
}

export interface GoodsItem {
  /** GID 1496. */
  item: string;
  packages?: { count: number; type: string };
  description?: string;
  /** Order it belongs to: RFF+ON. */
  orderNumber?: string;
  /** Harmonized System: PIA+5, 7143 HS. */
  hsCode?: string;
  grossWeight?: { value: string; unit: string };
  volume?: { value: string; unit: string };
  /** Lines printed on the packages: PCI C210. */
  marks?: string[];
  /** Where it is stowed, and how many packages there: SGP. */
  stowed?: { container: string; packages?: number }[];
  /** IMDG: DGS. */
  dangerous?: { imdgClass: string; unNumber?: string };
}

export interface InstructedContainer {
  /** Absent as long as only a type is ordered: EQD C237. */
  number?: string;
  /** ISO 6346, `45G1`: EQD C224. */
  type?: string;
  seals?: string[];
}
