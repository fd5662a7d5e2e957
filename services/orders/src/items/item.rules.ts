import type { IsoDate, Text } from '@tradeloom/kernel';

/** A tariff number in one country's tariff, from a day on. 税则号列 */
export interface HsCode {
  readonly country: string;
  readonly code: string;
  readonly validFrom: IsoDate;
}

export type Side = 'customer' | 'trader' | 'factory';

/** On what the goods will be judged, and who may decide about goods that fail. 品质依据 */
export interface QualityBasis {
  readonly standard: string;
  readonly edition: string;
  readonly level: string;
  readonly aql: { readonly critical: string; readonly major: string; readonly minor: string };
  /** Who may order rework, grant a concession, scrap. 返工、让步接收、报废的批准权 */
  readonly approves: { readonly rework: Side; readonly concession: Side; readonly scrap: Side } | null;
}

export interface Certificate {
  readonly name: string;
  readonly validUntil: IsoDate;
}

/** Wood in the packing spreads pests; `treated` means heat treated and marked by ISPM 15. */
export interface Packing {
  readonly wood: boolean;
  readonly treated: boolean;
}

/** An item as it is sold, made and declared. */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly trader: string;
  readonly factory: string;
  readonly item: string;
  readonly name: Text;
  readonly declaredName: Text;
  readonly declaredUnit: string;
  readonly hs: HsCode[];
  readonly unit: string;
  /** Factor from another unit to `unit`, e.g. CTN 12. */
  readonly conversions: { readonly unit: string; readonly factor: string }[];
  readonly overDeliveryPercent: string;
  readonly underDeliveryPercent: string;
  readonly packing: Packing;
  readonly quality: QualityBasis | null;
  readonly certificates: Certificate[];
}

/** A customer's own number for an item, from a day on. */
export interface ItemReference {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly trader: string;
  readonly customer: string;
  readonly buyerItem: string;
  readonly item: string;
  readonly validFrom: IsoDate;
}

export interface NamedItem {
  readonly buyerItem: string;
  readonly sellerItem: string;
}

/** The item a line means: the seller's number where it is given, else the customer's in force on the day. */
export const itemOf = (
  line: NamedItem,
  items: readonly Item[],
  references: readonly ItemReference[],
  on: IsoDate,
): Item | undefined => {
  const referred = references
    .filter((reference) => reference.buyerItem === line.buyerItem && reference.validFrom <= on)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0]?.item;
  const wanted = line.sellerItem === '' ? referred : line.sellerItem;
  return items.find((item) => item.item === wanted);
};

export const hsOf = (item: Item, country: string, on: IsoDate): HsCode | undefined =>
  item.hs
    .filter((hs) => hs.country === country && hs.validFrom <= on)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
