import type { Text } from '@tradeloom/kernel';
import type { ClassPlan, Edition, Level } from './sampling.rules.ts';

/** Why a number is what it is: the rule, its source, the numbers used. */
export interface Because {
  readonly rule: string;
  readonly source: string;
  readonly text: Text;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

export const normOf: Readonly<Record<Edition, string>> = {
  iso1999: 'ISO 2859-1:1999 (GB/T 2828.1-2012)',
  '105e': 'MIL-STD-105E',
};

const zeroAcceptance = (plan: ClassPlan): Because => ({
  rule: 'sampling.zero-acceptance',
  source: 'trade practice: critical 0 is no AQL',
  text: {
    en: `${plan.defectClass}: zero acceptance, Ac 0 at ${plan.n} pieces`,
    zh: `${plan.defectClass}：零收方案，样本量 ${plan.n}，Ac 0`,
  },
  facts: { defectClass: plan.defectClass, n: plan.n, ac: 0, re: 1 },
});

/** Explains the plan of a class: letter, arrow, 100 % inspection. */
export const becauseOf = (plan: ClassPlan, lotSize: number, level: Level, edition: Edition): Because => {
  if (plan.aql === '0') return zeroAcceptance(plan);
  const { defectClass, aql, mode, codeLetter, letter, n, ac, re, fullInspection } = plan;
  const arrow = letter !== codeLetter;
  const whole = fullInspection ? { en: ', every piece', zh: '，全检' } : { en: '', zh: '' };
  const led = arrow ? { en: `, the arrow leads to ${letter}`, zh: `，箭头指向 ${letter}` } : { en: '', zh: '' };
  return {
    rule: arrow ? 'sampling.arrow' : 'sampling.plan',
    source: `${normOf[edition]}, table 1 and the ${mode} single plans`,
    text: {
      en: `${defectClass}: lot ${lotSize}, level ${level} gives letter ${codeLetter}${led.en}; AQL ${aql} ${mode}: n ${n}${whole.en}, Ac ${ac}, Re ${re}`,
      zh: `${defectClass}：批量 ${lotSize}，水平 ${level}，字码 ${codeLetter}${led.zh}；AQL ${aql} ${mode}：样本量 ${n}${whole.zh}，Ac ${ac}，Re ${re}`,
    },
    facts: { defectClass, lotSize, level, aql, mode, codeLetter, letter, n, ac, re, fullInspection },
  };
};
