import type { Problems } from '../findings/problem.ts';
import type { Segment } from './segment.ts';

/**
 * HL (X12 hierarchical levels): HL01 is unique in its set, HL02 names an earlier HL, HL04 says whether children
 * follow. Order and numbering are otherwise the sender's: the same numbers may start again in every set.
 */
export const validateHierarchy = (levels: readonly Segment[], problems: Problems): void => {
  const seen = new Set<string>();
  const parents = new Set(levels.map((hl) => hl.at(2)));
  for (const hl of levels) {
    const [id, parent, childCode] = [hl.at(1), hl.at(2), hl.at(4)];
    if (seen.has(id)) problems.at('HL_REPEATED', hl, { element: 1 });
    if (parent !== '' && !seen.has(parent)) problems.at('HL_PARENT_UNKNOWN', hl, { element: 2 });
    if ((childCode === '0' && parents.has(id)) || (childCode === '1' && !parents.has(id))) {
      problems.at('HL_CHILD_CODE_WRONG', hl, { element: 4 });
    }
    seen.add(id);
  }
};
