import type { DocumentParty } from './parties-and-items.ts';

/** A company in a transport: it knows other functions than a trade document. */
export interface TransportParty extends Omit<DocumentParty, 'role'> {
  role: 'consignor' | 'consignee' | 'notify' | 'forwarder' | 'carrier' | 'buyer' | 'seller';
}

/** The numbers that a consignment goes by besides the document's own. */
export interface TransportReferences {
  /** RFF+BN. */
  booking?: string;
  /** RFF+BM. */
  billOfLading?: string;
  /** Our despatch advice: RFF+AAK. */
  shipment?: string;
  /** RFF+ON. */
  orders?: string[];
}

/** The means of transport. */
export interface Conveyance {
  /** TDT C220 8067: 1, 2, 3, 4, 8. */
  mode?: 'sea' | 'rail' | 'road' | 'air' | 'inland-water';
  /** Vessel, or the plate of a lorry: TDT C222 8212. */
  name?: string;
  /** Voyage, flight or trip: TDT 8028. */
  voyage?: string;
}
