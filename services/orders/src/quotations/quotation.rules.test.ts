import type { Item } from '../items/item.rules.ts';
import { mustBeQuotable } from './quotation.rules.ts';

const kettle = { item: 'KT-18', unit: 'PCE' } as Item;
const enquiry = (value: string, unit: string) => [
  { item: 'KT-18', quantity: { value, unit }, requested: '2027-01-15' },
];

describe('an enquiry', () => {
  it('is quoted in the unit that the price is for', () =>
    expect(() => mustBeQuotable(enquiry('100', 'PCE'), [kettle])).not.toThrow());

  it.each([
    ['100', 'CTN'],
    ['0', 'PCE'],
  ])('is not quoted for %s %s', (value, unit) =>
    expect(() => mustBeQuotable(enquiry(value, unit), [kettle])).toThrow('orders.quotation.quantity'),
  );
});
