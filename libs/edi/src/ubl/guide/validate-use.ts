import type { Problems } from '../../findings/problem.ts';
import type { Used } from '../schema/grammar.ts';
import type { XmlElement } from '../xml-element.ts';

/** Holds a document against what a guide uses of UBL. What a guide does not use is noted, and not looked into. */
export const validateUse = (element: XmlElement, used: Used, guide: string, problems: Problems): void => {
  const counts = new Map<string, number>();
  for (const child of element.children) {
    const one = used.children.get(child.id);
    if (!one) {
      problems.at('BIS_ELEMENT_NOT_USED', child, { expected: guide });
      continue;
    }
    const count = (counts.get(child.id) ?? 0) + 1;
    counts.set(child.id, count);
    if (count === one.max + 1) problems.at('BIS_ELEMENT_TOO_MANY', child, { expected: one.max, found: guide });
    if (one.children.size > 0) validateUse(child, one, guide, problems);
    else if (child.value === '') problems.at('PEPPOL-EN16931-R008', child);
  }
  for (const [name, { mandatory }] of used.children) {
    if (mandatory && !counts.has(name)) problems.at('BIS_ELEMENT_MISSING', element, { expected: name, found: guide });
  }
};
