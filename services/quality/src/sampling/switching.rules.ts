import { must } from '@tradeloom/kernel';
import { aqlColumns } from './plan-tables.rules.ts';
import { aqlColumn, type ClassPlan, type Edition, type Mode, planOfLetter } from './sampling.rules.ts';

/** The memory that decides how hard the next lot of a continuing series is looked at, per defect class. */
export interface Switching {
  readonly mode: Mode | 'discontinued';
  /** Switching score of normal inspection (ISO 2859-1:1999, 9.3.3.2). */
  readonly score: number;
  /** Were the last lots of this mode accepted? At most the last five, oldest first. */
  readonly recent: readonly boolean[];
  readonly acceptedInARow: number;
  readonly lotsInMode: number;
  /** Lots not accepted since tightened inspection began. */
  readonly notAcceptedOnTightened: number;
}

/** What one inspected lot says about its class. */
export interface SwitchingLot {
  readonly accepted: boolean;
  readonly ac: number;
  readonly acceptedOneStepTighter: boolean;
  readonly withinGap: boolean;
  /** A resubmitted lot is inspected but never counted (ISO 2859-1:1999, 9.3). */
  readonly resubmission: boolean;
}

const begin = (mode: Switching['mode']): Switching => ({
  mode,
  score: 0,
  recent: [],
  acceptedInARow: 0,
  lotsInMode: 0,
  notAcceptedOnTightened: 0,
});

/** Normal inspection at the start, unless the authority directs otherwise (ISO 2859-1:1999, 9.1). */
export const startOf = (mode: Mode = 'normal'): Switching => begin(mode);

const nextScore = (score: number, lot: SwitchingLot): number => {
  if (lot.ac >= 2) return lot.acceptedOneStepTighter ? score + 3 : 0;
  return lot.accepted ? score + 2 : 0;
};

const counted = (before: Switching, lot: SwitchingLot): Switching => ({
  ...before,
  recent: [...before.recent, lot.accepted].slice(-5),
  acceptedInARow: lot.accepted ? before.acceptedInARow + 1 : 0,
  lotsInMode: before.lotsInMode + 1,
});

const onNormal = (before: Switching, lot: SwitchingLot): Switching => {
  const after = { ...counted(before, lot), score: nextScore(before.score, lot) };
  return after.recent.filter((accepted) => !accepted).length >= 2 ? begin('tightened') : after;
};

const onTightened = (before: Switching, lot: SwitchingLot, edition: Edition): Switching => {
  const after = {
    ...counted(before, lot),
    notAcceptedOnTightened: before.notAcceptedOnTightened + (lot.accepted ? 0 : 1),
  };
  if (after.acceptedInARow >= 5) return begin('normal');
  const exhausted = edition === '105e' ? after.lotsInMode >= 10 : after.notAcceptedOnTightened >= 5;
  return exhausted ? begin('discontinued') : after;
};

const onReduced = (before: Switching, lot: SwitchingLot): Switching =>
  lot.accepted && !lot.withinGap ? counted(before, lot) : begin('normal');

/** The memory after one more lot: ISO 2859-1:1999, 9.3 and 9.4; MIL-STD-105E, 4.7. */
export const afterLot = (before: Switching, lot: SwitchingLot, edition: Edition): Switching => {
  if (lot.resubmission || before.mode === 'discontinued') return before;
  if (before.mode === 'normal') return onNormal(before, lot);
  return before.mode === 'tightened' ? onTightened(before, lot, edition) : onReduced(before, lot);
};

/** Score 30 (ISO 9.3.3.1), or the ten preceding lots accepted (105E 4.7.3; its limit numbers are the authority's to check). */
export const mayBeReduced = (memory: Switching, edition: Edition): boolean =>
  memory.mode === 'normal' && (edition === '105e' ? memory.acceptedInARow >= 10 : memory.score >= 30);

/** The responsible authority finds reduced inspection desirable; production runs at a steady rate. */
export const reduce = (memory: Switching, edition: Edition, steadyProduction: boolean): Switching => {
  must(
    mayBeReduced(memory, edition),
    'quality.switching.not-eligible',
    {
      en: 'Reduced inspection needs a switching score of 30 on normal inspection',
      zh: '转放宽检验须在正常检验下转移得分达到 30',
    },
    { mode: memory.mode, score: memory.score },
  );
  must(steadyProduction, 'quality.switching.unsteady', {
    en: 'Reduced inspection needs production at a steady rate',
    zh: '转放宽检验须生产稳定',
  });
  return begin('reduced');
};

/** Production became irregular or delayed: reduced inspection ends (ISO 2859-1:1999, 9.3.4). */
export const endReduction = (memory: Switching): Switching => (memory.mode === 'reduced' ? begin('normal') : memory);

/** The maker's corrective action was accepted: inspection resumes on tightened (ISO 2859-1:1999, 9.4). */
export const resume = (memory: Switching): Switching => {
  must(
    memory.mode === 'discontinued',
    'quality.switching.not-discontinued',
    {
      en: 'Only discontinued inspection can be resumed',
      zh: '只有已暂停的检验才能恢复',
    },
    { mode: memory.mode },
  );
  return begin('tightened');
};

/** Would the same sample have been accepted with the AQL one step tighter? Asked where Ac is 2 or more. */
const acceptedOneStepTighter = (plan: ClassPlan, defects: number, edition: Edition): boolean => {
  const tighter = aqlColumns[aqlColumns.indexOf(aqlColumn(plan.aql)) - 1];
  return tighter !== undefined && defects <= planOfLetter(edition, plan.mode, plan.letter, tighter).ac;
};

/** How a judged lot counts for the switching of one class; a zero-acceptance class has no AQL and does not switch. */
export const switchingLot = (
  plan: ClassPlan,
  defects: number,
  edition: Edition,
  resubmission: boolean,
): SwitchingLot | undefined =>
  plan.aql === '0'
    ? undefined
    : {
        accepted: defects < plan.re,
        ac: plan.ac,
        acceptedOneStepTighter: plan.ac >= 2 && acceptedOneStepTighter(plan, defects, edition),
        withinGap: defects > plan.ac && defects < plan.re,
        resubmission,
      };

/** The strictest of the classes' modes: what people call the mode of the lot. */
export const strictest = (modes: readonly Switching['mode'][]): Switching['mode'] =>
  (['discontinued', 'tightened', 'normal', 'reduced'] as const).find((mode) => modes.includes(mode)) ?? 'normal';
