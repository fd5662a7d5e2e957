import { create, logistics } from '@tradeloom/contracts';
import { announce, type Decision, must } from '@tradeloom/kernel';
import { type DocumentFinding, errorsIn, toFinding } from '../document-sets/finding.rules.ts';
import type { BillOfLadingDraft, DraftedBillOfLading } from './bill-of-lading.rules.ts';
import { perOrder, type Shipment, statusAfter } from './shipment.rules.ts';

/** Takes a draft and says at once where it contradicts packing, booking and loading. */
export const draftBillOfLading =
  (
    drafted: DraftedBillOfLading,
    today: string,
    check: (shipment: Shipment) => readonly DocumentFinding[],
  ): Decision<Shipment> =>
  (shipment) => {
    const status = statusAfter(shipment, 'draft');
    must(
      shipment.approved === null,
      'logistics.bill-of-lading.documents-approved',
      { en: 'The documents are approved: make a new version first', zh: '单据已批准，请先制作新版本' },
      { shipment: shipment.number },
    );
    const revision = (shipment.draft?.revision ?? 0) + 1;
    const state: Shipment = { ...shipment, status, draft: { ...drafted, revision, receivedOn: today } };
    const findings = check(state);
    const { trader, factory, forwarder } = state;
    const readers = [trader, factory, ...(forwarder ? [forwarder] : [])];
    const events = perOrder(state, (orderId) =>
      announce(
        create(logistics.DocumentsCrossCheckedSchema, {
          shipmentId: state.id,
          number: state.number,
          orderId,
          errors: errorsIn(findings),
          findings: findings.map(toFinding),
        }),
        readers,
      ),
    );
    return { state, events };
  };

const draftOf = ({ draft, number }: Shipment): BillOfLadingDraft => {
  if (!draft) throw new Error(`shipment ${number} is on board without a bill of lading`);
  return draft;
};

/** The copy goes to the customer: the payment stage against it falls due. */
export const sendCopy =
  (today: string): Decision<Shipment> =>
  (shipment) => {
    if (shipment.copySentOn !== null) return { state: shipment, events: [] };
    const status = statusAfter(shipment, 'send-copy');
    const state: Shipment = { ...shipment, status, copySentOn: today };
    const { number: billOfLading } = draftOf(state);
    const events = perOrder(state, (orderId) =>
      create(logistics.BillOfLadingCopySentSchema, {
        shipmentId: state.id,
        number: state.number,
        orderId,
        billOfLading,
        sentOn: today,
      }),
    );
    return { state, events };
  };

/** The carrier handed the signed originals to the trader; no other party acts on it. */
export const receiveOriginals =
  (count: number, today: string): Decision<Shipment> =>
  (shipment) => {
    must(
      shipment.onBoardOn !== null && shipment.release === null,
      'logistics.originals.not-now',
      { en: 'Originals are issued once the goods are on board', zh: '装船后方可签发正本提单' },
      { status: shipment.status },
    );
    return { state: { ...shipment, originals: { count, receivedOn: today } }, events: [] };
  };
