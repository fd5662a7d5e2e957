/**
 * One UN/EDIFACT directory in compact text. `messages`: see structure/grammar.ts, UNH and UNT left out. `segments`:
 * tag and its elements; `composites`: code and its components; `!` mandatory. `elements`: number and representation,
 * separated by `|`. D.97A and later say only what differs from D.96A.
 */
export interface Directory {
  name: string;
  messages: Readonly<Record<string, string>>;
  segments: string;
  composites: string;
  elements: string;
}

export interface ElementRule {
  /** Data element number, `1001`. */
  number: string;
  type: 'a' | 'n' | 'an';
  min: number;
  max: number;
}

export interface Component {
  mandatory: boolean;
  rule: ElementRule;
}

export interface ElementSlot {
  /** Number of the data element or code of the composite. */
  number: string;
  mandatory: boolean;
  /** One for a simple element. */
  components: readonly Component[];
  /** Which component, from 0, is the last mandatory one; 0 where none is. */
  least: number;
  /** How often the same slot stands in a row: so often it may be repeated (syntax version 4). */
  run: number;
}

/** `BGM C002 1004` -> BGM, `C002 1004` */
const entriesOf = (text: string): Map<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [key = '', ...rest] = line.trim().split(/\s+/);
        return [key, rest.join(' ')];
      }),
  );

const ruleOf = (text: string): [string, ElementRule] => {
  const [number = '', representation = ''] = text.trim().split(/\s+/);
  const [, type, upTo, length] = /^(an?|n)(\.\.)?(\d+)$/.exec(representation) as RegExpExecArray;
  const max = Number(length);
  return [number, { number, type: type as ElementRule['type'], min: upTo ? 1 : max, max }];
};

const rulesOf = (text: string): Map<string, ElementRule> =>
  new Map(text.trim() === '' ? [] : text.split('|').map(ruleOf));

export type SegmentTables = ReadonlyMap<string, readonly ElementSlot[]>;

/** The segments of a directory, what it does not say taken from `base`. */
export const segmentTables = (directory: Directory, base: Directory): SegmentTables => {
  const segments = new Map([...entriesOf(base.segments), ...entriesOf(directory.segments)]);
  const composites = new Map([...entriesOf(base.composites), ...entriesOf(directory.composites)]);
  const elements = new Map([...rulesOf(base.elements), ...rulesOf(directory.elements)]);
  const component = (token: string): Component => ({
    mandatory: token.endsWith('!'),
    rule: elements.get(token.replace('!', '')) as ElementRule,
  });
  const slot = (token: string): Omit<ElementSlot, 'run'> => {
    const number = token.replace('!', '');
    const components = (composites.get(number)?.split(' ') ?? [number]).map(component);
    const least = Math.max(
      0,
      components.findLastIndex((part) => part.mandatory),
    );
    return { number, mandatory: token.endsWith('!'), components, least };
  };
  return new Map([...segments].map(([tag, shape]) => [tag, withRuns(shape === '' ? [] : shape.split(' ').map(slot))]));
};

const withRuns = (slots: readonly Omit<ElementSlot, 'run'>[]): ElementSlot[] =>
  slots.map((slot, i) => {
    const other = slots.slice(i).findIndex(({ number }) => number !== slot.number);
    return { ...slot, run: other < 0 ? slots.length - i : other };
  });
