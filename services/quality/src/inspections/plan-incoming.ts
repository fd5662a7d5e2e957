import type { Tx } from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { showCertificatesTo } from '../certificates/certificates-of.ts';
import { goodsOf, type Lot } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { type PlanRequest, planLotInspection } from './draw-plan.ts';
import type { Inspection } from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';

export interface IncomingLot {
  readonly receiptId: string;
  readonly line: string;
  /** The supplier's lot; needed when the line arrived in several. */
  readonly lot: string | undefined;
}

const lotOf = async (tx: Tx, { receiptId, line, lot }: IncomingLot): Promise<Lot> => {
  const lots = await tx.find(Lots, { kind: 'incoming', receiptId, line, ...(lot !== undefined && { lot }) });
  must(
    lots.length < 2,
    'quality.inspection.name-the-lot',
    {
      en: 'The receipt line has several lots: name one',
      zh: '该收货行有多个批次，请指明批号',
    },
    { line, lots: lots.length },
  );
  const [only] = lots;
  if (only === undefined) throw notFound('lot', `${receiptId} ${line}`);
  return only;
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
  const waiting = due.find((each) => each.lot === lot.lot);
  return planLotInspection(tx, { ...request, subject: goodsOf(lot) }, lot.id, () => lot, waiting);
};
