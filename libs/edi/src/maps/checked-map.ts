import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Place } from './bind-place.ts';
import type { CanonicalPath } from './canonical-path.ts';
import type { Anchor, MessageStructure } from './message-structure.ts';
import type { MapRule } from './partner-map.ts';
import type { RunningStep } from './steps.ts';

/** A rule that can be run: its names have been found. */
export interface CheckedRule {
  /** From 1. */
  readonly n: number;
  readonly rule: MapRule;
  /** By the kind of document that the message may stand for. */
  readonly paths: ReadonlyMap<CanonicalDocument['kind'], CanonicalPath>;
  readonly path: CanonicalPath | undefined;
  readonly place: Place | undefined;
  readonly concat: readonly Place[];
  readonly steps: readonly RunningStep[];
  readonly when: CheckedCondition | undefined;
  /** The rule is run for each member of this list, beside the loop that says it. */
  readonly each: Anchor | undefined;
  readonly reads: boolean;
  readonly writes: boolean;
}

export interface CheckedCondition {
  readonly path: CanonicalPath | undefined;
  readonly place: Place | undefined;
  readonly is: string | undefined;
}

/** A map whose every name was found in the structure of its message and in its documents. */
export interface CheckedMap {
  readonly message: string;
  readonly version: string;
  readonly structure: MessageStructure;
  readonly rules: readonly CheckedRule[];
}

/** Whether the place lies in the loops that say the members of the list. */
export const isIn = (anchor: Anchor, place: Place): boolean =>
  anchor.loops.every((id, i) => place.loops[i]?.node.id === id) &&
  !(anchor.where && contradicts(anchor.where, place.loops[anchor.loops.length - 1]?.where ?? []));

const contradicts = (
  { element, is }: { readonly element: number; readonly is: string },
  qualifiers: Place['where'],
): boolean => qualifiers.some(({ slot, is: other }) => slot.element === element && other !== is);
