import { create, gateway } from '@tradeloom/contracts';
import { type Decision, type Outcome, unchanged } from '@tradeloom/kernel';

/** Control numbers that were passed over: `first` to `last`, both of them missing. */
export interface Gap {
  readonly first: number;
  readonly last: number;
  /** RFC 3339: when a later one came. */
  readonly since: string;
  /** Both sides have heard of it. */
  readonly told: boolean;
  /** Hours after `since` when they do; of gaps noted before this was agreed with each partner, 4. */
  readonly hours?: number;
}

/** How far a partner's own numbering of his interchanges has come, and what of it we have not seen. Its id is the partner's. */
export interface ControlSeries {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly highest: number | null;
  readonly gaps: readonly Gap[];
}

export const blankSeries = (partner: string, parties: readonly string[]): ControlSeries => ({
  id: partner,
  version: 0,
  parties,
  highest: null,
  gaps: [],
});

/** Hours in which a number may still come that was overtaken by a later one, where nothing else is agreed. */
const mayComeLate = 4;
const hourInMs = 3_600_000;
/** Who jumps further does not count one by one. */
const longestGap = 1_000;
/** ISA13 and most references of EDIFACT have nine digits and then begin again. */
const wrapsAt = 999_999_999;

const keep = (state: ControlSeries): Outcome<ControlSeries> => ({ state, events: [] });

/** An interchange of the partner has come, whatever is in it. References that are no numbers, or dates, are not followed. */
export const noteControl =
  (control: string, at: Date, hours = mayComeLate): Decision<ControlSeries> =>
  (series) => {
    const number = countedNumber(control, at);
    if (number === null) return unchanged(series);
    const { highest } = series;
    if (highest === null || hasBegunAnew(number, highest)) return keep({ ...series, highest: number });
    if (number <= highest) return filled(series, number);
    const passed = number - highest - 1;
    const gap = { first: highest + 1, last: number - 1, since: at.toISOString(), told: false, hours };
    const isCounted = passed > 0 && passed <= longestGap;
    return keep({ ...series, highest: number, gaps: isCounted ? [...series.gaps, gap] : series.gaps });
  };

/** Which number was to come before this one; null where none is passed over, or the partner does not count. */
export const nextExpected =
  (control: string, at: Date) =>
  ({ highest }: ControlSeries): number | null => {
    const number = countedNumber(control, at);
    if (number === null || highest === null || hasBegunAnew(number, highest)) return null;
    return number > highest + 1 ? highest + 1 : null;
  };

/** Which number before this one has not come; null where none is missing, or the partner does not count one by one. */
export const missingBefore =
  (control: string, at: Date) =>
  (series: ControlSeries): number | null => {
    const number = countedNumber(control, at);
    if (number === null || series.highest === null || hasBegunAnew(number, series.highest)) return null;
    const gap = series.gaps.find(({ first }) => first < number);
    if (gap) return gap.first;
    return number - series.highest - 1 > longestGap ? null : nextExpected(control, at)(series);
  };

/** Numbers before this one are expected no longer. */
export const giveUp =
  (number: number): Decision<ControlSeries> =>
  (series) =>
    keep({ ...series, gaps: series.gaps.filter(({ first }) => first > number) });

const countedNumber = (control: string, at: Date): number | null =>
  !/^\d{1,14}$/.test(control) || beginsWithDate(control, at) ? null : Number(control);

const dayInMs = 86_400_000;

/** 20261207001 or 261207001, on that day: each day begins a series of its own. */
const beginsWithDate = (control: string, at: Date): boolean =>
  [-1, 0, 1].some((days) => {
    const date = new Date(at.getTime() + days * dayInMs).toISOString().slice(0, 10).replaceAll('-', '');
    return control.startsWith(date) || (control.startsWith(date.slice(2)) && control.length > 6);
  });

const hasBegunAnew = (number: number, highest: number): boolean =>
  number === 1 || (number <= longestGap && highest > wrapsAt - longestGap);

/** What was missing has come late; anything else that is not new says nothing. */
const filled = (series: ControlSeries, number: number): Outcome<ControlSeries> => {
  const holds = ({ first, last }: Gap): boolean => first <= number && number <= last;
  if (!series.gaps.some(holds)) return unchanged(series);
  const gaps = series.gaps.flatMap((gap) => (holds(gap) ? without(gap, number) : [gap]));
  return keep({ ...series, gaps });
};

const without = (gap: Gap, number: number): Gap[] => [
  ...(gap.first < number ? [{ ...gap, last: number - 1 }] : []),
  ...(number < gap.last ? [{ ...gap, first: number + 1 }] : []),
];

const hoursOf = ({ hours = mayComeLate }: Gap): number => hours;

const partOf = ({ first, last }: Gap): string => `${first}-${last}`;

export const controlDeadlines = {
  missing: ({ gaps }: ControlSeries) =>
    gaps
      .filter(({ told }) => !told)
      .map((gap) => ({
        part: partOf(gap),
        at: new Date(Date.parse(gap.since) + hoursOf(gap) * hourInMs).toISOString(),
      })),
};

/** The numbers have not come in time: both sides hear which. @param part of the deadline that fell due */
export const tellGap =
  (part: string, sender: string, receiver: string): Decision<ControlSeries> =>
  (series) => {
    const gap = series.gaps.find((one) => !one.told && partOf(one) === part);
    if (!gap) return unchanged(series);
    const event = create(gateway.InterchangesMissingSchema, {
      partner: series.id,
      sender,
      receiver,
      firstControl: String(gap.first),
      lastControl: String(gap.last),
      hours: hoursOf(gap),
    });
    const gaps = series.gaps.map((one) => (one === gap ? { ...one, told: true } : one));
    return { state: { ...series, gaps }, events: [event] };
  };
