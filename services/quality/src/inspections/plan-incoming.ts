import type { Tx } from '@tradeloom/chassis';
import { decimal, notFound } from '@tradeloom/kernel';
import { showCertificatesTo } from '../certificates/certificates-of.ts';
import { goodsOf, type Lot, nextToInspect } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { type PlanRequest, planLotInspection } from './draw-plan.ts';
import type { Inspection } from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';

export interface IncomingLot {
  readonly receiptId: string;
  readonly line: string;
  /** The supplier's lot; needed when the line arrived in several. */
  readonly lot: string | undefined;
  /** Our id of the lot, where its number does not tell it from the others of the line. */
  readonly lotId: string | undefined;
}

const lotOf = async (tx: Tx, { receiptId, line, lot, lotId: id }: IncomingLot): Promise<Lot> => {
  const named = { ...(lot !== undefined && { lot }), ...(id !== undefined && { id }) };
  const lots = await tx.find(Lots, { kind: 'incoming', receiptId, line, ...named }, { id: 'ASC' });
  const next = nextToInspect(lots, line);
  if (next === undefined) throw notFound('lot', `${receiptId} ${line}`);
  return next;
};

/** The incoming inspection of one lot of a receipt line. */
export const planIncoming = async (
  tx: Tx,
  request: Omit<PlanRequest, 'subject'>,
  incoming: IncomingLot,
): Promise<Inspection> => {
  const lot = await lotOf(tx, incoming);
  const { receiptId, line } = incoming;
  if (request.house !== null) await showCertificatesTo(tx, request.house, lot);
  const due = await tx.find(Inspections, { kind: 'incoming', status: 'due', receiptId, line });
  const waiting = due.find((each) => each.lot === lot.lot && decimal(each.quantity).eq(lot.quantity));
  return planLotInspection(tx, { ...request, subject: goodsOf(lot) }, lot.id, () => lot, waiting);
};
