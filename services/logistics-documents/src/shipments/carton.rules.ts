import { decimal, total } from '@tradeloom/kernel';
import type { WoodPacking } from '../compliance/wood-packing.rules.ts';

/** Cartons `from`..`to`, all alike: weights in kg and sizes in cm of one carton. */
export interface CartonRange {
  /** Position of the shipment's line they hold. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly quantityPerCarton: string;
  readonly netKg: string;
  readonly grossKg: string;
  readonly lengthCm: string;
  readonly widthCm: string;
  readonly heightCm: string;
}

export interface Packing {
  readonly packedOn: string;
  readonly cartons: readonly CartonRange[];
  readonly packages: number;
  readonly netKg: string;
  readonly grossKg: string;
  readonly volumeM3: string;
  readonly woodPacking: WoodPacking;
  /** IPPC mark on the wood, e.g. `CN-330 HT`. */
  readonly ippcMark: string | null;
}

export const countOf = ({ from, to }: Pick<CartonRange, 'from' | 'to'>): number => to - from + 1;
export const piecesIn = (range: CartonRange): string =>
  decimal(range.quantityPerCarton).times(countOf(range)).toFixed();

const sumOver = (ranges: readonly CartonRange[], ofOne: (range: CartonRange) => string): string =>
  total(ranges.map((r) => decimal(ofOne(r)).times(countOf(r))));

/** Sums over carton ranges: weights in kg (3 decimals at most as given), volume in m3. */
export const sumsOf = (ranges: readonly CartonRange[]) => ({
  packages: ranges.reduce((sum, r) => sum + countOf(r), 0),
  netKg: decimal(sumOver(ranges, (r) => r.netKg)).toFixed(2),
  grossKg: decimal(sumOver(ranges, (r) => r.grossKg)).toFixed(2),
  volumeM3: decimal(sumOver(ranges, (r) => decimal(r.lengthCm).times(r.widthCm).times(r.heightCm).toFixed()))
    .div(1_000_000)
    .toFixed(3),
});
