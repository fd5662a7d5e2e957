import type { CanonicalPath, PathStep } from './canonical-path.ts';
import type { Member, ObjectShape } from './canonical-shapes.ts';

/** A document, or a part of it, as the names of a path go through it. */
export type Part = Record<string, unknown>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** The members of a list. */
export const membersOf = (document: Part, list: string): Part[] => partsOf(document[list]);

/** What stands there as text; undefined where nothing does. @param steps those behind the member that `from` is */
export const valueAt = (from: Part, steps: readonly PathStep[]): string | undefined => {
  let here: unknown = from;
  for (const { name, of } of steps) {
    const next: unknown = isPart(here) && Object.hasOwn(here, name) ? here[name] : undefined;
    here = typeof of === 'object' ? partsOf(next).find((part) => part[of.member] === of.is) : next;
  }
  return here === undefined || here === null || here === '' || typeof here === 'object' ? undefined : String(here);
};

/** A part that a rule had to make on its way, and what it needs to be whole. */
export interface MadePart {
  readonly part: Part;
  readonly needs: readonly string[];
  readonly remove: () => void;
}

const needsOf = (shape: ObjectShape): string[] =>
  [...shape].flatMap(([name, { required, is }]) => (required && is === 'value' ? [name] : []));

const shapeIn = (member: Member | undefined): ObjectShape =>
  member && (member.is === 'object' || member.is === 'list') ? member.of : new Map();

/** Puts a value there, and makes what has to hold it. @returns the parts that had to be made */
export const putAt = (
  from: Part,
  shape: ObjectShape,
  steps: readonly PathStep[],
  value: string | number,
): MadePart[] => {
  const made: MadePart[] = [];
  let here = from;
  let names = shape;
  for (const { name, of } of steps.slice(0, -1)) {
    const holder = here;
    const inner = shapeIn(names.get(name));
    const found = typeof of === 'object' ? partsOf(holder[name]).find((one) => one[of.member] === of.is) : holder[name];
    if (isPart(found)) here = found;
    else {
      const part: Part = typeof of === 'object' ? { [of.member]: of.is } : {};
      if (typeof of === 'object') holder[name] = [...partsOf(holder[name]), part];
      else holder[name] = part;
      made.push({ part, needs: needsOf(inner), remove: () => takeOut(holder, name, part) });
      here = part;
    }
    names = inner;
  }
  here[(steps.at(-1) as PathStep).name] = value;
  return made;
};

const takeOut = (holder: Part, name: string, part: Part): void => {
  if (Array.isArray(holder[name])) holder[name] = partsOf(holder[name]).filter((one) => one !== part);
  else delete holder[name];
};

/** The steps behind the member of the list that the rule is run for. */
export const stepsIn = ({ steps }: CanonicalPath): readonly PathStep[] =>
  steps[0]?.of === 'each' ? steps.slice(1) : steps;
