import { aggregates } from './aggregates.ts';

/** A place in an aggregate for elements of one name. */
export interface Slot {
  readonly name: string;
  readonly kind: 'basic' | 'aggregate' | 'extension';
  /** Of an aggregate: whose table describes it. */
  readonly type: string;
  readonly mandatory: boolean;
  readonly max: number;
}

export type Slots = ReadonlyMap<string, Slot>;

const kinds: Readonly<Record<string, Slot['kind']>> = { '': 'basic', '/': 'aggregate', '@': 'extension' };

const slotOf = (text: string): Slot => {
  const [, sign, name, type, mandatory, star, max] = /^([/@]?)([A-Za-z]+)(?::([A-Za-z]+))?(!?)(\*?)(\d*)$/.exec(
    text,
  ) as RegExpExecArray;
  return {
    name: name as string,
    kind: kinds[sign as string] as Slot['kind'],
    type: type ?? (name as string),
    mandatory: mandatory === '!',
    max: star === '*' ? Number(max || Number.POSITIVE_INFINITY) : 1,
  };
};

/** A line of the table is read when a document first needs it. */
const lines = new Map(
  aggregates
    .trim()
    .split('\n')
    .map((line) => line.split(' = ') as [string, string]),
);
const read = new Map<string, Slots>();

/** What an aggregate or document of UBL holds, in order; undefined where we have no table of it. */
export const slotsOf = (type: string): Slots | undefined => {
  const line = lines.get(type);
  if (line === undefined) return undefined;
  const slots =
    read.get(type) ??
    new Map(line.split(' ').map((text) => [text.split(/[:!*]/)[0]?.replace(/^[/@]/, '') ?? '', slotOf(text)]));
  read.set(type, slots);
  return slots;
};

/** A part of a guide's table: which elements it uses, how often. */
export interface Used {
  readonly mandatory: boolean;
  readonly max: number;
  readonly children: ReadonlyMap<string, Used>;
}

/** `Order!{ID! Note Party{Name!}}` */
export const parseUsed = (text: string): Used => {
  const tokens = text.match(/[A-Za-z]+|!|\*\d*|[{}]/g) ?? [];
  let at = 0;
  const children = (): Map<string, Used> => {
    const found = new Map<string, Used>();
    while (at < tokens.length && tokens[at] !== '}') {
      const name = tokens[at++] as string;
      found.set(name, one());
    }
    return found;
  };
  const one = (): Used => {
    const mandatory = tokens[at] === '!';
    if (mandatory) at++;
    const star = tokens[at]?.startsWith('*') ? (tokens[at++] as string) : '';
    const max = star === '' ? 1 : Number(star.slice(1) || Number.POSITIVE_INFINITY);
    if (tokens[at] !== '{') return { mandatory, max, children: new Map() };
    at++;
    const inside = children();
    at++;
    return { mandatory, max, children: inside };
  };
  return [...children().values()][0] as Used;
};
