import type { Reading } from '../message.ts';
import { dateAt } from './items.ts';

/** The order that a document is about. @param noted its date as our remark says it: the BIS has no element for it */
export const readOrderReference = (
  { root, problems }: Reading,
  noted: string | undefined,
): { orderNumber: string; orderDate: string } => {
  const reference = root.find('OrderReference');
  const date = noted ?? dateAt(reference, 'IssueDate');
  if (date === undefined) problems.at('ORDER_DATE_NOT_STATED', reference ?? root);
  return { orderNumber: reference?.textAt('ID') ?? '', orderDate: date ?? (dateAt(root, 'IssueDate') as string) };
};
