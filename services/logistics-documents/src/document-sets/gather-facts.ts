import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { itemsOf } from '../items/find-items.ts';
import { Lots } from '../lots/lot.table.ts';
import { ExportTermsOf } from '../orders/export-terms.table.ts';
import { Orders } from '../orders/order.table.ts';
import { partyOf } from '../parties/find-party.ts';
import { countSetVersion } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import type { Certificate } from './content.rules.ts';
import { isReady, type SetFacts } from './set-facts.rules.ts';

/** Everything a document set is drawn from, or the reason why it is too early for one. */
export const gatherFacts = async (tx: Tx, id: string, certificates: readonly Certificate[]): Promise<SetFacts> => {
  const shipment = await tx.one(Shipments, id);
  countSetVersion(shipment);
  if (!isReady(shipment)) throw new Error(`shipment ${shipment.number} is loaded without packing or booking`);
  const orderIds = In([...shipment.orderIds]);
  const [firstTerms, ...otherTerms] = await tx.find(ExportTermsOf, { id: orderIds }, { id: 'ASC' });
  if (!firstTerms) throw notFound('export-terms', shipment.number);
  return {
    shipment,
    orders: await tx.find(Orders, { id: orderIds }, { id: 'ASC' }),
    terms: [firstTerms, ...otherTerms],
    seller: await partyOf(tx, shipment.trader),
    buyer: await partyOf(tx, shipment.customer),
    producer: await partyOf(tx, shipment.factory),
    items: await itemsOf(
      tx,
      shipment.lines.map((l) => l.item),
    ),
    lots: await tx.find(Lots, { orderId: orderIds }),
    certificates,
    today: tx.today,
  };
};
