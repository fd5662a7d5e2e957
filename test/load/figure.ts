/** One measured figure beside what it is held against, both from the same run. */
export interface Figure {
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: string;
  readonly referenceValue: number;
  /** value / referenceValue */
  readonly ratio: number;
  /** What the ratio, or the value where `limit` says so, should reach. */
  readonly goal: number;
  readonly met: boolean;
}

interface Measured extends Omit<Figure, 'ratio' | 'met'> {
  /** What the goal is: a floor or ceiling of the ratio, or of the value itself. */
  readonly limit: 'ratio at least' | 'ratio at most' | 'value at most' | 'value at least';
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export const figureOf = ({ limit, ...measured }: Measured): Figure => {
  const ratio = measured.value / measured.referenceValue;
  const judged = limit.startsWith('ratio') ? ratio : measured.value;
  return {
    bench: measured.bench,
    name: measured.name,
    value: rounded(measured.value),
    unit: measured.unit,
    reference: measured.reference,
    referenceValue: rounded(measured.referenceValue),
    ratio: rounded(ratio),
    goal: measured.goal,
    met: limit.endsWith('at most') ? judged <= measured.goal : judged >= measured.goal,
  };
};

export const printed = (figure: Figure, json: boolean): string => {
  if (json) return JSON.stringify(figure);
  const { name, value, unit, reference, referenceValue, ratio, goal, met } = figure;
  return `${name}: ${value} ${unit}; ${reference}: ${referenceValue}; ratio ${ratio}; goal ${goal}: ${met ? 'met' : 'not met'}`;
};

/** The middle value; of an even number, the mean of the middle two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Linear between the two nearest values. @param share 0 to 1 */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
};
