import { isIsoDate } from '@tradeloom/kernel';
import { decimalText } from '../amounts.ts';
import type { Member } from './canonical-shapes.ts';

const decimalPattern = /^-?(\d+(\.\d*)?|\.\d+)$/;
const integerPattern = /^\d{1,15}$/;
const currencyPattern = /^[A-Z]{3}$/;

/** The text as this member of a document holds it; undefined where it cannot, for nothing is guessed. */
export const fitLeaf = (leaf: Member, text: string): string | number | undefined => {
  if (leaf.is !== 'value' || text === '') return undefined;
  if (leaf.oneOf && !leaf.oneOf.includes(text)) return undefined;
  switch (leaf.type) {
    case 'text':
      return text;
    case 'currency':
      return currencyPattern.test(text) ? text : undefined;
    case 'decimal':
      return decimalPattern.test(text) ? decimalText(text) : undefined;
    case 'integer':
      return integerPattern.test(text) ? Number(text) : undefined;
    case 'date':
      return isIsoDate(text) ? text : undefined;
    default:
      return undefined;
  }
};
