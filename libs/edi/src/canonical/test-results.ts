import type { DocumentParty, ItemIdentity } from './parties-and-items.ts';

/** 863 / QALITY: what was measured on goods (test report, certificate of analysis), item by item. */
export interface TestResults {
  kind: 'test-results';
  /** BTR05; BGM 1004. */
  reportNumber: string;
  /** BTR02; DTM+137. */
  reportDate: string;
  /** The despatch that the goods belong to: REF*SI; RFF+AAK. */
  shipmentNumber?: string;
  /** N1; NAD. */
  parties: DocumentParty[];
  /** In words: NTE; FTX. */
  notes?: string[];
  items: TestedItem[];
}

export interface TestedItem extends ItemIdentity {
  /** LIN01; LIN 1082. */
  line: string;
  /** LIN pairs PO and PL; RFF+ON, 1154 and 1156. */
  orderNumber?: string;
  orderLine?: string;
  /** REF*LT; GIN+BX or RFF+BT. */
  lot?: string;
  /** The melt of the metal: REF*HC; GIN or RFF. */
  heat?: string;
  /** Size of the lot: QTY*85; QTY+12. */
  quantity?: { value: string; unit: string };
  characteristics: TestedCharacteristic[];
}

export interface TestedCharacteristic {
  /** What was measured, by the partner's code or in words, `HRD`, `Zn coating`: CID05; CCI 7037 or 7036. */
  name: string;
  /** Norm or procedure, `ISO 6507-1`: TMD; CCI C502 or FTX. */
  method?: string;
  /** Limits and target: MEA*TS, target in 03, range in 05 and 06; MEA C174 6162 and 6152. */
  limits?: { minimum?: string; maximum?: string; target?: string };
  /** Of limits, measurements and statistics: MEA04, STA03; MEA 6411. */
  unit?: string;
  /** Single values, in the order they were taken: MEA*TR; MEA 6314. */
  measurements: string[];
  /** STA; STA 6331 with 6314. */
  statistics?: { kind: TestStatistic; value: string }[];
  /** The tester's judgement, where the report gives one: REF*ZZ*VERDICT; FTX. */
  verdict?: 'conforming' | 'nonconforming';
  /** What no figure says, `no cracks`: NTE below CID; FTX below CCI. */
  remark?: string;
}

export type TestStatistic = 'average' | 'minimum' | 'maximum' | 'range' | 'standard-deviation' | 'capability';
