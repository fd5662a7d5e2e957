import type { Problems } from '../findings/problem.ts';
import { type Slot, type Slots, slotsOf } from './schema/grammar.ts';
import { validateValue } from './validate-value.ts';
import type { XmlElement } from './xml-element.ts';

const common = 'urn:oasis:names:specification:ubl:schema:xsd:Common';
const namespaces: Readonly<Record<Slot['kind'], string>> = {
  basic: `${common}BasicComponents-2`,
  aggregate: `${common}AggregateComponents-2`,
  extension: `${common}ExtensionComponents-2`,
};

/** Holds a document against the tables of UBL: names, namespaces, order, repeats, mandatory elements, values. */
export const validateStructure = (root: XmlElement, problems: Problems): void =>
  validateAggregate(root, root.id, problems);

const validateAggregate = (element: XmlElement, type: string, problems: Problems): void => {
  const slots = slotsOf(type) as Slots;
  if (element.value !== '') problems.at('UBL_TEXT_MISPLACED', element, { value: element.value });
  const counts = countAndOrder(element, type, slots, problems);
  for (const { name, mandatory } of slots.values()) {
    if (mandatory && !counts.has(name)) problems.at('UBL_ELEMENT_MISSING', element, { expected: name });
  }
};

const countAndOrder = (element: XmlElement, type: string, slots: Slots, problems: Problems): Map<string, number> => {
  const order = [...slots.keys()];
  const counts = new Map<string, number>();
  let furthest = 0;
  for (const child of element.children) {
    const slot = slots.get(child.id);
    if (!slot) {
      problems.at('UBL_ELEMENT_UNKNOWN', child, { expected: type });
      continue;
    }
    const place = order.indexOf(child.id);
    if (place < furthest) problems.at('UBL_ELEMENT_OUT_OF_ORDER', child, { expected: order[furthest] as string });
    else furthest = place;
    const count = (counts.get(child.id) ?? 0) + 1;
    counts.set(child.id, count);
    if (count === slot.max + 1) problems.at('UBL_ELEMENT_TOO_MANY', child, { expected: slot.max });
    validateChild(child, slot, problems);
  }
  return counts;
};

const validateChild = (child: XmlElement, slot: Slot, problems: Problems): void => {
  const namespace = namespaces[slot.kind];
  if (child.namespace !== namespace) {
    problems.at('UBL_NAMESPACE_WRONG', child, { expected: namespace });
    return;
  }
  if (slot.kind === 'aggregate') validateAggregate(child, slot.type, problems);
  else if (slot.kind === 'basic' && slot.mandatory && child.value === '') {
    problems.at('UBL_ELEMENT_MISSING', child.parent as XmlElement, { expected: child.id });
  } else if (slot.kind === 'basic') validateValue(child, problems);
};
