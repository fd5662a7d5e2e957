import { must, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Inspection } from '../inspections/inspection.rules.ts';
import { type DefectClass, defectClasses, type Edition, type Mode } from '../sampling/sampling.rules.ts';
import {
  afterLot,
  endReduction,
  reduce,
  resume,
  type Switching,
  startOf,
  switchingLot,
} from '../sampling/switching.rules.ts';

/** How hard one maker's item is looked at for one receiver: the switching memory of each defect class. */
export interface Regime {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly maker: string;
  readonly receiver: string;
  readonly item: string;
  readonly edition: Edition;
  readonly classes: Readonly<Partial<Record<DefectClass, Switching>>>;
}

type Between = Pick<Regime, 'maker' | 'receiver' | 'item'>;

export const regimeId = ({ maker, receiver, item }: Between): string => `${maker}.${receiver}.${item}`;

export const blankRegime = (between: Between, edition: Edition): Regime => ({
  id: regimeId(between),
  version: 0,
  parties: [between.maker, between.receiver],
  maker: between.maker,
  receiver: between.receiver,
  item: between.item,
  edition,
  classes: {},
});

/** A named inspection house sees the regime that it inspects under. */
export const admit =
  (house: string | null) =>
  (regime: Regime): Outcome<Regime> =>
    house === null || regime.parties.includes(house)
      ? unchanged(regime)
      : { state: { ...regime, parties: [...regime.parties, house] }, events: [] };

const isMode = (mode: Switching['mode'] | undefined): mode is Mode => mode !== undefined && mode !== 'discontinued';

/** @throws `quality.switching.discontinued` while the maker still has to act */
export const modesOf = ({ classes, item, maker }: Regime): Partial<Record<DefectClass, Mode>> => {
  const stopped = defectClasses.filter((each) => classes[each]?.mode === 'discontinued');
  must(
    stopped.length === 0,
    'quality.switching.discontinued',
    {
      en: 'Inspection is discontinued until the maker has improved',
      zh: '检验已暂停，待制造方改进后恢复',
    },
    { item, maker, classes: stopped.join(', ') },
  );
  return Object.fromEntries(
    defectClasses.flatMap((each) => {
      const mode = classes[each]?.mode;
      return isMode(mode) ? [[each, mode]] : [];
    }),
  );
};

/**
 * Each class remembers the lot by itself. Resubmissions and isolated lots do not count; nor does a lot that was planned
 * before the class switched: five lots accepted on normal plans say nothing of tightened inspection.
 */
export const rememberLot =
  ({ classes: plans, defects, attempt, isolated }: Pick<Inspection, 'classes' | 'defects' | 'attempt' | 'isolated'>) =>
  (regime: Regime): Outcome<Regime> => {
    if (isolated || attempt > 1) return unchanged(regime);
    const moved = plans.flatMap((plan) => {
      const lot = switchingLot(plan, defects[plan.defectClass] ?? 0, regime.edition, false);
      const memory = regime.classes[plan.defectClass] ?? startOf();
      return lot === undefined || plan.mode !== memory.mode
        ? []
        : [[plan.defectClass, afterLot(memory, lot, regime.edition)] as const];
    });
    return { state: { ...regime, classes: { ...regime.classes, ...Object.fromEntries(moved) } }, events: [] };
  };

export type SwitchingDecision = 'reduce' | 'end-reduction' | 'resume';
export const switchingDecisions: readonly SwitchingDecision[] = ['reduce', 'end-reduction', 'resume'];

/** What only the responsible authority may do, never the maker of the goods. */
export const decideSwitching =
  (decision: SwitchingDecision, defectClass: DefectClass, steadyProduction: boolean, by: string) =>
  (regime: Regime): Outcome<Regime> => {
    must(by !== regime.maker, 'quality.switching.own-goods', {
      en: 'The receiving side decides how its goods are inspected',
      zh: '由收货方决定检验严格度',
    });
    const memory = regime.classes[defectClass] ?? startOf();
    const decided = {
      reduce: () => reduce(memory, regime.edition, steadyProduction),
      'end-reduction': () => endReduction(memory),
      resume: () => resume(memory),
    }[decision]();
    return { state: { ...regime, classes: { ...regime.classes, [defectClass]: decided } }, events: [] };
  };
