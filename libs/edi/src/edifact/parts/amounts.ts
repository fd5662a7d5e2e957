import { loopsOf } from '../../structure/match-structure.ts';
import type { Loop } from '../message.ts';
import type { Segment } from '../segment.ts';
import { numberText } from './items.ts';

/** The amount of the first MOA with one of these qualifiers (DE 5025), in the group or opening one inside it. */
export const amountOf = (moas: readonly Segment[], qualifiers: readonly string[]): string | undefined => {
  const found = qualifiers
    .map((code) => moas.find((moa) => moa.at(1, 1) === code && moa.at(1, 2) !== ''))
    .find(Boolean);
  return found && numberText(found.at(1, 2));
};

/** MOA as a plain segment of the group and as the head of groups inside it. */
export const amountsIn = (group: Loop): Segment[] => [
  ...group.segments.filter(({ id }) => id === 'MOA'),
  ...loopsOf(group, 'MOA').map(({ segments: [moa] }) => moa as Segment),
];
