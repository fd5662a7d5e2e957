import { create, production, type type as types } from '@tradeloom/contracts';
import type { Decision, IsoDate, Outcome } from '@tradeloom/kernel';

/** The gate before work: the deposit is settled and every made item has its approved sample. 生产放行 */
export interface Release {
  /** The order's id. */
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly depositNeeded: boolean;
  readonly depositSettled: boolean;
  readonly samplesNeeded: readonly string[];
  readonly samplesApproved: readonly string[];
  readonly releasedOn: IsoDate | null;
}

interface FirmOrder {
  readonly orderId: string;
  readonly trader: string;
  readonly factory: string;
  readonly paymentTerms: readonly Pick<types.PaymentTerm, 'stage'>[];
  readonly madeItems: readonly string[];
}

const isOpen = (gate: Release): boolean =>
  (gate.depositSettled || !gate.depositNeeded) &&
  gate.samplesNeeded.every((item) => gate.samplesApproved.includes(item));

const step = (gate: Release, today: IsoDate): Outcome<Release> =>
  gate.releasedOn === null && isOpen(gate)
    ? {
        state: { ...gate, releasedOn: today },
        events: [create(production.WorkReleasedSchema, { orderId: gate.id })],
      }
    : { state: gate, events: [] };

/** The gate stands from the day the order is firm; terms without deposit need none. */
export const setGate = (
  { orderId, trader, factory, paymentTerms, madeItems }: FirmOrder,
  today: IsoDate,
): Outcome<Release> =>
  step(
    {
      id: orderId,
      version: 0,
      parties: [trader, factory],
      depositNeeded: paymentTerms.some((term) => term.stage === 'deposit'),
      depositSettled: false,
      samplesNeeded: [...new Set(madeItems)].sort(),
      samplesApproved: [],
      releasedOn: null,
    },
    today,
  );

export const settleDeposit =
  (today: IsoDate): Decision<Release> =>
  (gate) =>
    gate.depositSettled ? { state: gate, events: [] } : step({ ...gate, depositSettled: true }, today);

export const approveSample =
  (item: string, today: IsoDate): Decision<Release> =>
  (gate) =>
    gate.samplesApproved.includes(item)
      ? { state: gate, events: [] }
      : step({ ...gate, samplesApproved: [...gate.samplesApproved, item] }, today);
