import type { Place } from './bind-place.ts';
import { set } from './make-place.ts';
import { branchesAt, type Occurrence, piecesAt, piecesNamed, qualifies } from './occurrences.ts';
import type { Branch } from './place-segments.ts';

/** An element is emptied, a segment taken out, with its loop where it opens one. */
export const omitPlace = (place: Place, occurrence: Occurrence): void => {
  if (place.slot) for (const piece of piecesAt(place, occurrence)) set(piece, place.slot, '');
  else if (!place.opens) {
    for (const branch of branchesAt(place, occurrence)) {
      const gone = piecesNamed(branch, place.segment).filter((piece) => qualifies(piece, place.where));
      removeFrom(branch, ({ piece }) => piece !== undefined && gone.includes(piece));
    }
  } else {
    const gone = branchesAt(place, occurrence);
    const outer = { ...place, loops: place.loops.slice(0, -1) };
    for (const branch of branchesAt(outer, occurrence)) {
      removeFrom(branch, ({ branch: inner }) => inner !== undefined && gone.includes(inner));
    }
  }
};

const removeFrom = ({ items }: Branch, isGone: (item: Branch['items'][number]) => boolean): void => {
  const left = items.filter((item) => !isGone(item));
  items.splice(0, items.length, ...left);
};
