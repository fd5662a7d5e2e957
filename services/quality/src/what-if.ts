import { type Because, becauseOf, normOf } from './sampling/because.rules.ts';
import {
  type ClassPlan,
  type DefectClass,
  type Defects,
  type Edition,
  type InspectionStandard,
  judgeLot,
  type Level,
  type Mode,
  planLot,
} from './sampling/sampling.rules.ts';
import { afterLot, type Switching, startOf, strictest, switchingLot } from './sampling/switching.rules.ts';

/** A scenario as docs/what-if/sampling.schema.json describes it. */
interface SamplingScenario {
  readonly lotSize: number;
  readonly level: Level;
  readonly edition: Edition;
  readonly mode?: Mode;
  readonly classes: readonly {
    readonly name: DefectClass;
    readonly aql?: string;
    readonly zero?: { readonly n: number };
  }[];
  readonly found?: Defects;
  readonly history?: readonly { readonly lotSize?: number; readonly found: Defects; readonly resubmission?: boolean }[];
}

type Memories = ReadonlyMap<DefectClass, Switching>;

const standardOf = ({ edition, level, classes }: SamplingScenario): InspectionStandard => ({
  edition,
  level,
  aql: Object.fromEntries(classes.map(({ name, aql = '0' }) => [name, aql])),
  zeroAcceptanceSample: classes.find(({ zero }) => zero !== undefined)?.zero?.n,
});

const isStopped = (memories: Memories): boolean => [...memories.values()].some(({ mode }) => mode === 'discontinued');

const plansFor = (lotSize: number, standard: InspectionStandard, memories: Memories): ClassPlan[] =>
  planLot(lotSize, standard, Object.fromEntries([...memories].map(([name, { mode }]) => [name, mode])));

const remember = (memories: Memories, plans: readonly ClassPlan[], found: Defects, edition: Edition): Memories =>
  new Map(
    [...memories].map(([name, memory]) => {
      const plan = plans.find(({ defectClass }) => defectClass === name);
      const lot = plan && switchingLot(plan, found[name] ?? 0, edition, false);
      return [name, lot ? afterLot(memory, lot, edition) : memory];
    }),
  );

const replay = (scenario: SamplingScenario, standard: InspectionStandard, start: Memories): Memories =>
  (scenario.history ?? [])
    .filter(({ resubmission }) => resubmission !== true)
    .reduce<Memories>((memories, { lotSize = scenario.lotSize, found }) => {
      if (isStopped(memories)) return memories;
      return remember(memories, plansFor(lotSize, standard, memories), found, standard.edition);
    }, start);

const whySwitched = (name: DefectClass, { mode, score }: Switching, edition: Edition): Because => ({
  rule: `switching.${mode}`,
  source: edition === 'iso1999' ? `${normOf[edition]}, 9.3 and 9.4` : `${normOf[edition]}, 4.7`,
  text: { en: `${name}: next lot ${mode}, switching score ${score}`, zh: `${name}：下一批 ${mode}，转移得分 ${score}` },
  facts: { defectClass: name, mode, score },
});

/**
 * Letter, n, Ac and Re per defect class; with the defects found, the verdict; with the lots before it, the mode of
 * the next lot. The history begins in `mode`; the plan shown is the one after it.
 */
const sampling = (input: unknown) => {
  const scenario = input as SamplingScenario; // held against its JSON Schema before it comes here
  const { lotSize, level, edition, found } = scenario;
  const standard = standardOf(scenario);
  const switched = scenario.classes.filter(({ aql }) => aql !== undefined).map(({ name }) => name);
  const start = new Map(switched.map((name) => [name, startOf(scenario.mode)]));
  const before = replay(scenario, standard, start);
  const plans = isStopped(before) ? [] : plansFor(lotSize, standard, before);
  const judged = found && plans.length > 0 ? judgeLot(plans, found) : undefined;
  const after = judged && found ? remember(before, plans, found, edition) : before;
  const classes = plans.map((plan) => ({
    ...plan,
    ...judged?.classes.find((each) => each.defectClass === plan.defectClass),
  }));
  return {
    capability: 'sampling',
    edition,
    lotSize,
    mode: strictest([...before.values()].map(({ mode }) => mode)),
    classes,
    ...(judged && { verdict: judged.accepted ? 'accepted' : 'not-accepted' }),
    nextMode: strictest([...after.values()].map(({ mode }) => mode)),
    next: Object.fromEntries([...after].map(([name, { mode, score }]) => [name, { mode, score }])),
    because: [
      ...plans.map((plan) => becauseOf(plan, lotSize, level, edition)),
      ...[...after].map(([name, memory]) => whySwitched(name, memory, edition)),
    ],
  };
};

export const whatIf = { sampling };
