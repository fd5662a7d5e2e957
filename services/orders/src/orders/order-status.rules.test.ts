import { becomes, isFirm, isUnanswered, mayBecome, orderStatuses } from './order-status.rules.ts';

describe('the life of an order', () => {
  it('reaches every state from received', () => {
    const reached = new Set(['received']);
    for (const from of orderStatuses)
      for (const to of orderStatuses) if (reached.has(from) && mayBecome(from, to)) reached.add(to);
    expect([...reached].toSorted()).toEqual([...orderStatuses].toSorted());
  });

  it('has four ends', () => {
    const ends = orderStatuses.filter((from) => orderStatuses.every((to) => from === to || !mayBecome(from, to)));
    expect(ends.toSorted()).toEqual(['cancelled', 'expired', 'rejected', 'shipped']);
  });

  it('never binds before the seller answered, and never unbinds', () => {
    expect(mayBecome('received', 'firm')).toBe(false);
    expect(orderStatuses.filter((to) => mayBecome('firm', to) && isUnanswered(to))).toEqual([]);
    expect(orderStatuses.filter(isFirm)).toEqual(['firm', 'partly-shipped']);
  });

  it('refuses what is not in the table, with both states', () => {
    expect(() => becomes('shipped', 'firm')).toThrow('An order that is shipped cannot become firm');
  });
});
