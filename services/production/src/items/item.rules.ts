import type { Quantity, Text } from '@tradeloom/kernel';

/** A part of an item that a supplier makes for the factory. */
export interface BillLine {
  readonly component: string;
  readonly supplier: string;
  /** Components per piece. */
  readonly perPiece: string;
  /** Calendar days from placing the outsourcing order to delivery. */
  readonly leadDays: number;
}

/** What the factory makes or keeps in stock for a trading company. 品目 */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly factory: string;
  readonly code: string;
  readonly name: Text;
  readonly unit: string;
  /** `make`: by the plan of its resource; `stock`: only from stock and what is due to come in. */
  readonly sourcing: 'make' | 'stock';
  /** Code of the resource that makes it; null for a stock item. */
  readonly resource: string | null;
  /** Calendar days from finished to the named place of delivery. */
  readonly logisticsDays: number;
  readonly bill: readonly BillLine[];
}

/** Material that the factory provides to the supplier of a component. */
export interface ProvidedPerPiece {
  readonly item: string;
  readonly description: string;
  readonly perPiece: Quantity;
}

/** The terms on which one supplier makes one component: known to the factory and that supplier. 委外部件 */
export interface Component {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly factory: string;
  readonly supplier: string;
  readonly code: string;
  readonly description: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly currency: string;
  readonly taxPercent: string;
  readonly materials: readonly ProvidedPerPiece[];
}

/** Calendar days until a new order for the item's parts is delivered: the slowest part decides. */
export const leadDaysOf = ({ bill }: Item): number => Math.max(0, ...bill.map((line) => line.leadDays));
