import type { Item } from '../items/item.rules.ts';
import type { Lot } from '../lots/lot.rules.ts';
import type { ExportTerms } from '../orders/export-terms.rules.ts';
import type { OrderToShip } from '../orders/order.rules.ts';
import type { Party } from '../parties/party.rules.ts';
import type { Booking } from '../shipments/booking.rules.ts';
import type { Packing } from '../shipments/carton.rules.ts';
import type { Shipment, ShipmentLine } from '../shipments/shipment.rules.ts';
import type { Certificate } from './content.rules.ts';

/** A shipment that is packed and booked. */
export type ReadyShipment = Shipment & { readonly packing: Packing; readonly booking: Booking };

export const isReady = (shipment: Shipment): shipment is ReadyShipment =>
  shipment.packing !== null && shipment.booking !== null;

export interface SetFacts {
  readonly shipment: ReadyShipment;
  readonly orders: readonly OrderToShip[];
  /** Terms of each order: one invoice has one currency and one trade term. */
  readonly terms: readonly [ExportTerms, ...ExportTerms[]];
  readonly seller: Party;
  readonly buyer: Party;
  readonly producer: Party;
  readonly items: ReadonlyMap<string, Item>;
  readonly lots: readonly Lot[];
  readonly certificates: readonly Certificate[];
  readonly today: string;
}

export const itemOf = (items: ReadonlyMap<string, Item>, line: ShipmentLine): Item => {
  const item = items.get(line.item);
  if (!item) throw new Error(`no master data of item ${line.item}`);
  return item;
};

/** The packing list and the invoice of a shipment bear its number. */
export const invoiceNumberOf = ({ number }: Shipment): string => `CI-${number}`;
