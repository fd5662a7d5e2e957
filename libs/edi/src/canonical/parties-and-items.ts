/** A company or place as the document names it (N1 loop, NAD). */
export interface DocumentParty {
  role: 'buyer' | 'seller' | 'ship-to' | 'ship-from' | 'bill-to' | 'payer' | 'payee' | 'carrier';
  name?: string;
  /** The partner's own code and who assigned it (N103/N104: 92 by buyer, 91 by seller, 1 DUNS). */
  id?: string;
  idQualifier?: string;
  address?: string[];
  city?: string;
  region?: string;
  postalCode?: string;
  country?: string;
}

/** What a line is about, by whoever numbers it. */
export interface ItemIdentity {
  /** The buyer's item number (BP). */
  buyerItem?: string;
  /** The seller's item number (VP). */
  sellerItem?: string;
  description?: string;
}

/** A place by the partner's own code (N103 and N104; NAD C082, LOC C517) or, where it has none, by name. */
export interface Place {
  id?: string;
  idQualifier?: string;
  name?: string;
}
