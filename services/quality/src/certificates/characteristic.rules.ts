import { decimal, type Text } from '@tradeloom/kernel';

export type Conformity = 'conforming' | 'nonconforming' | 'unjudged';

export interface Statistic {
  readonly kind: string;
  readonly value: string;
}

/** One characteristic as a report gives it; null where it gives nothing. Figures in `unit`. */
export interface Characteristic {
  readonly name: string;
  readonly method: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly target: string | null;
  readonly unit: string | null;
  readonly measurements: readonly string[];
  readonly statistics: readonly Statistic[];
  /** The tester's own judgement. */
  readonly stated: 'conforming' | 'nonconforming' | null;
  readonly remark: string | null;
}

export interface JudgedCharacteristic extends Characteristic {
  readonly verdict: Conformity;
  /** The figures that are not within the limits. */
  readonly outside: readonly string[];
}

/** What is wrong with a lot by its certificate. */
export interface CertificateFinding {
  readonly code: string;
  readonly severity: 'warning';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

const figure = /^[+-]?\d+(\.\d+)?$/;
/** Statistics that are values of the goods; spread and capability say nothing about one piece. */
const values = ['average', 'minimum', 'maximum'];

/** Every measured figure, and what statistics say of figures that are not listed. */
const figuresOf = ({ measurements, statistics }: Characteristic): string[] => [
  ...measurements,
  ...statistics.filter(({ kind }) => values.includes(kind)).map(({ value }) => value),
];

const isOutside = (value: string, { minimum, maximum }: Characteristic): boolean =>
  (minimum !== null && decimal(value).lt(minimum)) || (maximum !== null && decimal(value).gt(maximum));

/**
 * The verdict as we reckon it: every figure within the limits, the limits themselves included (ISO 10576-1 without a
 * measurement uncertainty, which no report states). Without a limit, without a figure, or with a figure that is no
 * number nothing is said, whatever the tester says; but one figure outside is enough.
 */
export const judge = (tested: Characteristic): JudgedCharacteristic => {
  const limits = [tested.minimum, tested.maximum].filter((limit) => limit !== null);
  const figures = figuresOf(tested);
  const known = limits.length > 0 && limits.every((limit) => figure.test(limit));
  const outside = known ? figures.filter((value) => figure.test(value) && isOutside(value, tested)) : [];
  if (outside.length > 0) return { ...tested, verdict: 'nonconforming', outside };
  const judgeable = known && figures.length > 0 && figures.every((value) => figure.test(value));
  return { ...tested, verdict: judgeable ? 'conforming' : 'unjudged', outside };
};

const rangeOf = ({ minimum, maximum, unit }: Characteristic): string =>
  `${minimum ?? ''}–${maximum ?? ''}${unit === null ? '' : ` ${unit}`}`;

export const findingsOf = (judged: JudgedCharacteristic): CertificateFinding[] => {
  const { name, verdict, stated, outside, minimum, maximum, unit } = judged;
  const facts = { characteristic: name, minimum: minimum ?? '', maximum: maximum ?? '', unit: unit ?? '' };
  const found: CertificateFinding[] = [];
  if (verdict === 'nonconforming') {
    const shown = outside.join(', ');
    found.push({
      code: 'quality.certificate.outside-limits',
      severity: 'warning',
      text: {
        en: `${name}: ${shown} is outside ${rangeOf(judged)}`,
        zh: `${name}：${shown} 超出 ${rangeOf(judged)}`,
      },
      facts: { ...facts, value: shown },
    });
  }
  if (stated !== null && verdict !== 'unjudged' && stated !== verdict) {
    found.push({
      code: 'quality.certificate.verdict-contradicted',
      severity: 'warning',
      text: {
        en: `${name}: reported as ${stated}, by its own figures it is ${verdict}`,
        zh: `${name}：报告判定与其数据不符`,
      },
      facts: { ...facts, stated, verdict },
    });
  }
  return found;
};

/** Of a whole certificate: one characteristic that does not conform decides, one that cannot be judged leaves it open. */
export const verdictOf = (characteristics: readonly JudgedCharacteristic[]): Conformity => {
  if (characteristics.some(({ verdict }) => verdict === 'nonconforming')) return 'nonconforming';
  const isJudged = characteristics.length > 0 && characteristics.every(({ verdict }) => verdict === 'conforming');
  return isJudged ? 'conforming' : 'unjudged';
};
