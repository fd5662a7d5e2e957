import type { SentFile } from './sent-file.ts';

interface LineIds {
  readonly lineId: string;
  /** In the order of their dates. */
  readonly schedules: readonly string[];
}

interface Numbered {
  readonly id: string;
  readonly number: string;
}

/** What steps find out for those after them. */
export interface Facts {
  readonly orderFile: SentFile;
  readonly customerOrder: string;
  readonly order: Numbered;
  readonly kettles: LineIds;
  readonly toasters: LineIds;
  /** The factory's orders to its two suppliers. */
  readonly jingsuOrder: Numbered;
  readonly jinfengOrder: Numbered;
  readonly changeId: string;
  readonly shipment: Numbered;
  readonly toasterLot: string;
  readonly documentSet: string;
  /** Customer's small orders of the last chapter. */
  readonly spareOrders: readonly string[];
}
