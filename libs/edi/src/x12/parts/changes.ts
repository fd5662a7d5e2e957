import { x12Date } from '../calendar.ts';
import type { Reading } from '../message.ts';
import type { Segment } from '../segment.ts';

/** BCH05/BCA05 takes eight characters; a longer number of a change stands in BCH07/BCA07. */
const shortest = 8;

export const readChangeNumber = (reading: Reading, header: Segment): string => {
  const number = header.at(5) || header.at(7);
  if (number !== '') return number;
  reading.problems.at('REFERENCE_NOT_STATED', header, { element: 5, expected: 'the date' });
  return header.at(11) || x12Date(reading.groupDate);
};

/** @returns element 05 and element 07 */
export const writeChangeNumber = (number: string): [string, string] =>
  [...number].length <= shortest ? [number, ''] : ['', number];
