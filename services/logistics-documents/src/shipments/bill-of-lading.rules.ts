/** The bill of lading as the forwarder drafts it; ports are UN/LOCODEs, weights kg. */
export interface BillOfLadingDraft {
  readonly revision: number;
  readonly receivedOn: string;
  readonly number: string;
  readonly shipper: string;
  readonly consignee: string;
  readonly notify: string;
  readonly vessel: string;
  readonly voyage: string;
  readonly portOfLoading: string;
  readonly portOfDischarge: string;
  readonly packages: number;
  readonly grossKg: string;
  readonly containers: readonly { readonly number: string; readonly seal: string }[];
  readonly marks: string;
  readonly freightTerm: 'PREPAID' | 'COLLECT';
  /** Six digits or more; empty when the bill names none. */
  readonly hsCodes: readonly string[];
}

export type DraftedBillOfLading = Omit<BillOfLadingDraft, 'revision' | 'receivedOn'>;
