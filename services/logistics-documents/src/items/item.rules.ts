/** A unit that customs statistics ask for: 个 007, 台 001, 千克 035. */
export interface StatutoryUnit {
  readonly code: string;
  readonly nameZh: string;
  /** What it counts: pieces of the sales unit, or net weight. */
  readonly measures: 'pieces' | 'net-weight';
}

/** How an item is packed when nothing else is said. */
export interface PackingInstruction {
  readonly perCarton: string;
  readonly netKgPerPiece: string;
  readonly grossKgPerCarton: string;
  readonly lengthCm: string;
  readonly widthCm: string;
  readonly heightCm: string;
}

/** An item as documents and customs know it, beside its sales name. */
export interface Item {
  readonly id: string;
  readonly nameEn: string;
  readonly nameZh: string;
  /** Ten digits: eight of the Chinese tariff, two supplementary. */
  readonly hsCode: string;
  readonly hsValidFrom: string;
  /** 申报要素, separated by `|`. */
  readonly declaredElements: string;
  readonly originCountry: string;
  /** Declared unit 成交单位 in Chinese, e.g. 台. */
  readonly declaredUnitZh: string;
  readonly statutoryUnits: readonly StatutoryUnit[];
  /** 境内货源地, five digits. */
  readonly sourceDistrict: string;
  readonly packing: PackingInstruction;
  /** The buyer's own item number by customer. */
  readonly buyerItems: Readonly<Record<string, string>>;
}
