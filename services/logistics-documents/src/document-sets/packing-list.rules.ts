import type { Item } from '../items/item.rules.ts';
import type { Party } from '../parties/party.rules.ts';
import { countOf, type Packing, piecesIn } from '../shipments/carton.rules.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import type { PackingList } from './content.rules.ts';
import { invoiceNumberOf, itemOf } from './set-facts.rules.ts';

/** The trader is seller to the buyer; drawn from packing alone, so that it holds no price. */
export const makePackingList = (
  shipment: Shipment & { readonly packing: Packing },
  seller: Party,
  buyer: Party,
  items: ReadonlyMap<string, Item>,
): PackingList => {
  const { packing, containers, instruction, number } = shipment;
  const { packages, netKg, grossKg, volumeM3, woodPacking, ippcMark, packedOn } = packing;
  const rows = packing.cartons.map((range) => {
    const line = shipment.lines.find((l) => l.position === range.line);
    if (!line) throw new Error(`cartons from ${range.from} belong to no line`);
    return {
      ...range,
      item: line.item,
      description: itemOf(items, line).nameEn,
      cartons: countOf(range),
      quantity: { value: piecesIn(range), unit: line.planned.unit },
    };
  });
  const head = { number: `PL-${number}`, date: packedOn, invoiceNumber: invoiceNumberOf(shipment), seller, buyer };
  const sums = { packages, netKg, grossKg, volumeM3 };
  return { ...head, marks: instruction.marks, rows, ...sums, containers, woodPacking, ippcMark };
};
