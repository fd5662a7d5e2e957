import { must } from '@tradeloom/kernel';
import {
  aqlColumns,
  codeLetters,
  type Edition,
  levels,
  type Mode,
  masterTables,
  sampleSizes,
} from './plan-tables.rules.ts';

export type { Edition, Mode };
export type Level = (typeof levels)[number];
export type DefectClass = 'critical' | 'major' | 'minor';
export const defectClasses: readonly DefectClass[] = ['critical', 'major', 'minor'];

/** A single sampling plan: inspect n pieces; up to Ac nonconforming the lot is accepted, from Re on it is not. */
export interface SinglePlan {
  readonly letter: string;
  readonly n: number;
  readonly ac: number;
  readonly re: number;
}

/** The plan of one defect class in one lot. */
export interface ClassPlan extends SinglePlan {
  readonly defectClass: DefectClass;
  /** `0` is no AQL but a zero-acceptance class: Ac 0 at a stated n. */
  readonly aql: string;
  readonly mode: Mode;
  /** From lot size and level; `letter` differs where an arrow leads to another plan. */
  readonly codeLetter: string;
  /** The sample would be as large as the lot: every piece is inspected, Ac and Re still decide. */
  readonly fullInspection: boolean;
}

/** What the parties agreed for an item. */
export interface InspectionStandard {
  readonly edition: Edition;
  readonly level: Level;
  readonly aql: Readonly<Partial<Record<DefectClass, string>>>;
  /** Pieces to look at for zero-acceptance classes; without it the largest sample of the other classes. */
  readonly zeroAcceptanceSample?: number | undefined;
}

/** The printed name of an AQL: `4` and `4.00` are the column `4.0`. */
export const aqlColumn = (aql: string): string => {
  const column = aqlColumns.find((each) => Number(each) === Number(aql));
  must(
    column !== undefined,
    'quality.sampling.unknown-aql',
    { en: 'This AQL is not tabulated', zh: 'AQL 值不在标准表中' },
    { aql },
  );
  return column;
};

/** ISO 2859-1:1999 table 1. A lot of one piece takes the first row. */
export const codeLetterOf = (lotSize: number, level: Level): string => {
  must(
    Number.isInteger(lotSize) && lotSize > 0,
    'quality.sampling.lot-size',
    {
      en: 'A lot has a whole number of pieces, at least one',
      zh: '批量须为正整数',
    },
    { lotSize },
  );
  const row = codeLetters.find(([upTo]) => lotSize <= upTo);
  return row?.[1].charAt(levels.indexOf(level)) ?? 'R';
};

/** The plan that a code letter has at an AQL; an arrow changes letter, n, Ac and Re together (ISO 2859-1:1999, 10.3). */
export const planOfLetter = (edition: Edition, mode: Mode, codeLetter: string, aql: string): SinglePlan => {
  const row = masterTables[edition][mode].split('\n').find((each) => each.startsWith(`${codeLetter} `));
  const cell = row?.split(' ')[aqlColumns.indexOf(aqlColumn(aql)) + 1];
  const [, letter = '', ac = '', re] = /^([A-S])(\d+)(?:\/(\d+))?$/.exec(cell ?? '') ?? [];
  const n = sampleSizes[mode === 'reduced' ? 'reduced' : 'full'][letter];
  must(
    n !== undefined,
    'quality.sampling.no-plan',
    {
      en: 'The table has no plan for this letter and AQL',
      zh: '标准表中无此字码与 AQL 的方案',
    },
    { edition, mode, codeLetter, aql },
  );
  return { letter, n, ac: Number(ac), re: re === undefined ? Number(ac) + 1 : Number(re) };
};

const isZeroAcceptance = (aql: string): boolean => Number(aql) === 0;

const cappedByLot = (plan: SinglePlan, lotSize: number): SinglePlan & { fullInspection: boolean } =>
  plan.n >= lotSize ? { ...plan, n: lotSize, fullInspection: true } : { ...plan, fullInspection: false };

/**
 * The plan of every agreed defect class for a lot. Each class has its own AQL and its own switching mode
 * (ISO 2859-1:1999, 9.2), so arrows may give the classes different sample sizes.
 */
export const planLot = (
  lotSize: number,
  standard: InspectionStandard,
  modes: Readonly<Partial<Record<DefectClass, Mode>>> = {},
): ClassPlan[] => {
  const codeLetter = codeLetterOf(lotSize, standard.level);
  const agreed = defectClasses.flatMap((defectClass) => {
    const aql = standard.aql[defectClass];
    return aql === undefined ? [] : [{ defectClass, aql, mode: modes[defectClass] ?? 'normal', codeLetter }];
  });
  const byAql = agreed
    .filter(({ aql }) => !isZeroAcceptance(aql))
    .map((each) => {
      const plan = planOfLetter(standard.edition, each.mode, codeLetter, each.aql);
      return { ...each, ...cappedByLot(plan, lotSize), aql: aqlColumn(each.aql) };
    });
  const zeroSample = standard.zeroAcceptanceSample ?? Math.max(0, ...byAql.map(({ n }) => n));
  const zero = agreed
    .filter(({ aql }) => isZeroAcceptance(aql))
    .map((each) => {
      must(zeroSample > 0, 'quality.sampling.zero-acceptance-sample', {
        en: 'A zero-acceptance class needs a stated sample size',
        zh: '零收缺陷类别须注明样本量',
      });
      return { ...each, ...cappedByLot({ letter: '', n: zeroSample, ac: 0, re: 1 }, lotSize), aql: '0' };
    });
  must(agreed.length > 0, 'quality.sampling.no-class', { en: 'No defect class is agreed', zh: '未约定任何缺陷类别' });
  return defectClasses.flatMap((wanted) => [...zero, ...byAql].filter(({ defectClass }) => defectClass === wanted));
};

export interface ClassVerdict {
  readonly defectClass: DefectClass;
  readonly defects: number;
  readonly accepted: boolean;
  /** Ac exceeded and Re not reached (gap plans): accepted, but normal inspection from the next lot on. */
  readonly withinGap: boolean;
}

export type Defects = Readonly<Partial<Record<DefectClass, number>>>;

/** A lot is accepted only when every defect class is; a critical defect is never, whether a plan asks for it or not. */
export const judgeLot = (
  plans: readonly ClassPlan[],
  found: Defects,
): { accepted: boolean; classes: ClassVerdict[] } => {
  const classes = plans.map(({ defectClass, ac, re }) => {
    const defects = found[defectClass] ?? 0;
    return { defectClass, defects, accepted: defects < re, withinGap: defects > ac && defects < re };
  });
  const isDangerous = (found.critical ?? 0) > 0 && !plans.some(({ defectClass }) => defectClass === 'critical');
  return { accepted: !isDangerous && classes.every(({ accepted }) => accepted), classes };
};
