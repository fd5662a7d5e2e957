import { addDays } from '@tradeloom/kernel';
import fc from 'fast-check';
import { auditDates, bufferDays, commit, type DeliveryPromise } from './date-audit.rules.ts';

const d0 = '2026-12-07';
const promise = (requested: number, finish: number, binding = { kind: 'none', name: '' }): DeliveryPromise => ({
  lineId: 'L1',
  scheduleId: 'S1',
  requested: addDays(d0, requested),
  promised: addDays(d0, finish + 4),
  productionDays: finish,
  logisticsDays: 4,
  binding,
});

describe('the 7 % buffer', () => {
  it.each([
    [31, 4, 3],
    [39, 4, 4],
    [49, 4, 4],
    [96, 4, 7],
    [97, 4, 8],
    [0, 0, 0],
  ])('of %i production and %i logistics days is %i days', (production, logistics, days) => {
    expect(bufferDays(production, logistics)).toBe(days);
  });
});

describe('a committed date', () => {
  it('is the requested one where promise and buffer allow', () => {
    expect(commit(promise(49, 31)).committed).toBe(addDays(d0, 49));
    expect(commit(promise(77, 39)).committed).toBe(addDays(d0, 77));
  });

  it('is the promise plus the buffer where they do not', () => {
    expect(commit(promise(42, 49)).committed).toBe(addDays(d0, 57));
  });

  it('is kept when the buffer is used up exactly', () => {
    expect(commit(promise(38, 31)).committed).toBe(addDays(d0, 38));
    expect(commit(promise(37, 31)).committed).toBe(addDays(d0, 38));
  });

  it('is none without a promise', () => {
    expect(commit({ ...promise(42, 49), promised: null }).committed).toBeNull();
  });

  it('is never before the request and never before the promise', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (requested, finish) => {
        const asked = promise(requested, finish);
        const { committed } = commit(asked);
        expect(committed !== null && committed >= asked.requested && committed >= (asked.promised ?? '')).toBe(true);
      }),
      { seed: 20261123 },
    );
  });
});

describe('the date audit', () => {
  it('names what binds a later date, with the numbers', () => {
    const [found] = auditDates([promise(42, 49, { kind: 'capacity', name: 'ASSEMBLY-2' })]);
    expect(found).toMatchObject({
      code: 'orders.audit.date-later',
      severity: 'warning',
      facts: { productionDays: '49', logisticsDays: '4', bufferDays: '4', bindingName: 'ASSEMBLY-2' },
    });
    expect(found?.text.en).toContain('bound by capacity ASSEMBLY-2');
    expect(found?.text.zh).toContain('ASSEMBLY-2');
  });

  it('informs that a date is kept, and warns that there is none', () => {
    expect(auditDates([promise(49, 31)])[0]?.code).toBe('orders.audit.date-kept');
    expect(auditDates([{ ...promise(49, 31), promised: null }])[0]?.code).toBe('orders.audit.no-promise');
  });
});
