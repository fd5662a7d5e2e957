import { create, logistics } from '@tradeloom/contracts';
import { type Decision, DomainError, unchanged } from '@tradeloom/kernel';
import type { ExportTerms } from '../orders/export-terms.rules.ts';
import { perOrder, type Release, type Shipment, statusAfter } from './shipment.rules.ts';

const copyStage = 'bl-copy';

/** Orders that still owe the stage against the B/L copy of this shipment. */
const lockedOrders = ({ paidOrders }: Shipment, terms: readonly ExportTerms[]): string[] =>
  terms
    .filter((t) => t.paymentTerms.some((p) => p.stage === copyStage))
    .map((t) => t.id)
    .filter((orderId) => !paidOrders.includes(orderId));

/** A payment stage of the shipment was settled; only the one against the B/L copy guards the originals. */
export const settleStage =
  (orderId: string, stage: string): Decision<Shipment> =>
  (shipment) => {
    if (stage !== copyStage || shipment.paidOrders.includes(orderId)) return unchanged(shipment);
    return { state: { ...shipment, paidOrders: [...shipment.paidOrders, orderId] }, events: [] };
  };

/**
 * Gives up the security: the originals leave our hands or are surrendered for a telex release.
 * @throws DomainError `logistics.originals.locked` (conflict) while the payment against the copy is open
 */
export const releaseOriginals =
  (form: Release['form'], today: string, terms: readonly ExportTerms[]): Decision<Shipment> =>
  (shipment) => {
    if (shipment.release !== null) return unchanged(shipment);
    const status = statusAfter(shipment, 'release');
    const locked = lockedOrders(shipment, terms);
    if (locked.length > 0) {
      throw new DomainError(
        'logistics.originals.locked',
        {
          en: `The originals of ${shipment.number} stay locked until the payment against the B/L copy is settled`,
          zh: `装运 ${shipment.number} 的提单副本款未结清，正本不得放单`,
        },
        { shipment: shipment.number, orders: locked.join(' ') },
        'conflict',
      );
    }
    const state: Shipment = { ...shipment, status, release: { form, releasedOn: today } };
    const events = perOrder(state, (orderId) =>
      create(logistics.OriginalsReleasedSchema, {
        shipmentId: state.id,
        number: state.number,
        orderId,
        billOfLading: state.draft?.number ?? '',
        form,
      }),
    );
    return { state, events };
  };
