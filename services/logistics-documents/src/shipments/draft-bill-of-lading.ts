import { Injectable } from '@nestjs/common';
import { Transactions } from '@tradeloom/chassis';
import { crossCheck, draftBeside } from '../document-sets/cross-check.rules.ts';
import type { DocumentFinding } from '../document-sets/finding.rules.ts';
import { makePackingList } from '../document-sets/packing-list.rules.ts';
import { isReady } from '../document-sets/set-facts.rules.ts';
import { itemsOf } from '../items/find-items.ts';
import { partyOf } from '../parties/find-party.ts';
import type { DraftedBillOfLading } from './bill-of-lading.rules.ts';
import { draftBillOfLading } from './record-bill-of-lading.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import type { Shipment } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

export type DraftAnswer = ShipmentAnswer & { readonly findings: readonly DocumentFinding[] };

/** Takes the forwarder's draft and answers at once where it contradicts the packing. */
@Injectable()
export class DraftBillOfLading {
  constructor(private readonly transactions: Transactions) {}

  run(id: string, bill: DraftedBillOfLading): Promise<DraftAnswer> {
    return this.transactions.run(async (tx) => {
      const { lines, trader, customer } = await tx.one(Shipments, id);
      const items = await itemsOf(
        tx,
        lines.map((l) => l.item),
      );
      const seller = await partyOf(tx, trader);
      const buyer = await partyOf(tx, customer);
      const check = (shipment: Shipment): DocumentFinding[] =>
        isReady(shipment) ? crossCheck(draftBeside(makePackingList(shipment, seller, buyer, items), shipment)) : [];
      const drafted = await tx.change(Shipments, id, draftBillOfLading(bill, tx.today, check));
      return { ...shipmentAnswer(drafted), findings: check(drafted) };
    });
  }
}
