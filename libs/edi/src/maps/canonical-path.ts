import type { CanonicalDocument } from '../canonical/documents.ts';
import { type Member, type ObjectShape, shapeOf } from './canonical-shapes.ts';

/** A step into the document. */
export interface PathStep {
  readonly name: string;
  /** Of a list: `each` is bound one by one to the loops of the message; otherwise the one whose member has this value. */
  readonly of?: 'each' | { readonly member: string; readonly is: string };
}

/** A place of a canonical document: the value of the last step. */
export interface CanonicalPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** Of what stands there. */
  readonly leaf: Member;
  /** It may be absent, or stands in something that may. */
  readonly optional: boolean;
}

const pattern = /^([a-zA-Z0-9]+)(?:(\[\])|\[([a-zA-Z]+)=([^\]=]+)\])?(?:\.|$)/;

/** @returns null for what is no path */
const parse = (text: string): PathStep[] | null => {
  const steps: PathStep[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const [whole, name, each, member, is] = pattern.exec(rest) ?? [];
    if (whole === undefined || name === undefined) return null;
    rest = rest.slice(whole.length);
    if (rest === '' && whole.endsWith('.')) return null;
    if (each !== undefined) steps.push({ name, of: 'each' });
    else if (member !== undefined && is !== undefined) steps.push({ name, of: { member, is } });
    else steps.push({ name });
  }
  return steps.length > 0 ? steps : null;
};

export type PathFault = 'syntax' | 'unknown' | 'list' | 'selector' | 'not-a-value';

/** The place in documents of this kind; what speaks against it. */
export const canonicalPath = (kind: CanonicalDocument['kind'], text: string): CanonicalPath | PathFault => {
  const steps = parse(text);
  if (!steps) return 'syntax';
  let shape: ObjectShape = shapeOf(kind);
  let optional = false;
  for (const [i, step] of steps.entries()) {
    const member = shape.get(step.name);
    const rest = steps.slice(i + 1);
    if (!member) return 'unknown';
    if (member.is === 'record') return keyed(text, steps, i);
    const fault = faultOf(member, step, rest.length === 0);
    if (fault) return fault;
    optional ||= !member.required || typeof step.of === 'object';
    if (member.is === 'value') return { text, steps, leaf: member, optional };
    shape = member.is === 'values' ? new Map() : member.of;
  }
  return 'not-a-value';
};

/** Of a record, all that follows is the key. */
const keyed = (text: string, steps: readonly PathStep[], i: number): CanonicalPath | PathFault => {
  const key = steps.slice(i + 1).map(({ name }) => name);
  if (key.length === 0 || steps[i]?.of) return 'not-a-value';
  const leaf: Member = { is: 'value', required: false, type: 'text' };
  return { text, steps: [...steps.slice(0, i + 1), { name: key.join('.') }], leaf, optional: true };
};

const faultOf = (member: Member, { of }: PathStep, isLast: boolean): PathFault | undefined => {
  if (member.is === 'values') return 'not-a-value';
  if (member.is === 'list') return of === undefined ? 'list' : selectorFault(member.of, of);
  if (of !== undefined) return 'selector';
  return member.is === 'value' && !isLast ? 'unknown' : undefined;
};

const selectorFault = (shape: ObjectShape, of: NonNullable<PathStep['of']>): PathFault | undefined => {
  if (of === 'each') return undefined;
  const key = shape.get(of.member);
  return key?.is === 'value' && (!key.oneOf || key.oneOf.includes(of.is)) ? undefined : 'selector';
};
