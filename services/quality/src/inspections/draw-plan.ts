import type { Tx } from '@tradeloom/chassis';
import { type Lot, presentLot } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { findManual } from '../manuals/find-manual.ts';
import type { DefectClass, Mode } from '../sampling/sampling.rules.ts';
import { admit, blankRegime, modesOf, type Regime, regimeId } from '../switching/regime.rules.ts';
import { Regimes } from '../switching/regime.table.ts';
import {
  assertMayIsolate,
  type Inspection,
  type InspectionKind,
  newInspection,
  planInspection,
  type Subject,
} from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';

export interface PlanRequest {
  readonly id: string;
  readonly kind: InspectionKind;
  readonly subject: Subject;
  readonly house: string | null;
  readonly isolated: boolean;
  readonly cartons: string | null;
}

/** A due inspection is planned; where none fell due, a new one is. */
const keepPlan = (
  tx: Tx,
  { id, kind, subject }: PlanRequest,
  waiting: Inspection | undefined,
  decide: ReturnType<typeof planInspection>,
): Promise<Inspection> =>
  waiting === undefined
    ? tx.add(Inspections, decide(newInspection(id, kind, subject)))
    : tx.change(Inspections, waiting.id, decide);

type Modes = Partial<Record<DefectClass, Mode>>;

/** A resubmitted lot is looked at as hard as when it was first presented here. */
const modesFor = async (tx: Tx, lotId: string, regime: Regime): Promise<Modes> => {
  const [first] = await tx.find(Inspections, { lotId }, { attempt: 'ASC' });
  if (first === undefined) return modesOf(regime);
  return Object.fromEntries(first.classes.map(({ defectClass, mode }) => [defectClass, mode]));
};

/** Presents a lot and draws its plan: manual in force, switching mode of maker and item, attempt number. */
export const planLotInspection = async (
  tx: Tx,
  request: PlanRequest,
  lotId: string,
  blank: () => Lot,
  waiting: Inspection | undefined,
): Promise<Inspection> => {
  const { subject, house, isolated, cartons } = request;
  const { quantity } = subject;
  if (isolated) assertMayIsolate(subject, tx.by.organisation);
  const manual = await findManual(tx, subject.item);
  const { manualVersion } = manual;
  const { edition } = manual.specification.standard;
  const regime = await tx.changeOrAdd(Regimes, regimeId(subject), () => blankRegime(subject, edition), admit(house));
  const { attempt } = await tx.changeOrAdd(Lots, lotId, blank, presentLot({ quantity, cartons, manualVersion, house }));
  const modes = await modesFor(tx, lotId, regime);
  const plan = planInspection({
    manual,
    modes,
    quantity,
    lotId,
    attempt,
    house,
    isolated,
    underHold: false,
    on: tx.today,
  });
  return keepPlan(tx, request, waiting, plan);
};

/** Draws the plan of a look at work in hand: no lot, no verdict, no switching. */
export const planWorkInspection = async (
  tx: Tx,
  request: PlanRequest,
  attempt: number,
  underHold: boolean,
  waiting: Inspection | undefined,
): Promise<Inspection> => {
  const { subject, house } = request;
  const manual = await findManual(tx, subject.item);
  const { quantity } = subject;
  const lookAt = { manual, modes: {}, quantity, lotId: null, attempt, house, isolated: true, underHold, on: tx.today };
  return keepPlan(tx, request, waiting, planInspection(lookAt));
};
