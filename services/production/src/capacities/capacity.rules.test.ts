import { type CapacityRate, capacityOn, type Resource, setCapacity } from './capacity.rules.ts';

const shift = [{ from: '08:00', to: '17:00' }];
const calendar = { week: [[], shift, shift, shift, shift, shift, shift], exceptions: [] };
const rate = (from: string, until: string | null, perDay: string): CapacityRate => ({
  from,
  until,
  perDay,
  source: 'line plan',
  setBy: 'liu.fang',
  setAt: '2026-12-01T08:00:00Z',
});
const line: Resource = {
  id: 'hengda/ASSEMBLY-1',
  version: 0,
  parties: ['hengda'],
  factory: 'hengda',
  code: 'ASSEMBLY-1',
  calendar: 'hengda/plant',
  rates: [rate('2026-01-01', null, '120'), rate('2026-12-14', '2026-12-19', '60')],
};

describe('the capacity of a day', () => {
  it('is the last rate set for that day', () => {
    expect(capacityOn(line.rates, calendar, '2026-12-12')).toBe('120');
    expect(capacityOn(line.rates, calendar, '2026-12-14')).toBe('60');
    expect(capacityOn(line.rates, calendar, '2026-12-21')).toBe('120');
  });
  it('is nothing on a day off', () => expect(capacityOn(line.rates, calendar, '2026-12-13')).toBe('0'));
  it('is nothing before the first rate', () => expect(capacityOn(line.rates, calendar, '2025-12-30')).toBe('0'));
});

describe('setting a capacity', () => {
  it('keeps the earlier rates and their sources', () =>
    expect(setCapacity(rate('2027-01-01', null, '150'))(line).state.rates).toHaveLength(3));
  it('cannot be negative', () =>
    expect(() => setCapacity(rate('2027-01-01', null, '-1'))(line)).toThrow('production.capacity.negative'));
  it('cannot end before it begins', () =>
    expect(() => setCapacity(rate('2027-01-02', '2027-01-01', '1'))(line)).toThrow('production.capacity.span'));
});
