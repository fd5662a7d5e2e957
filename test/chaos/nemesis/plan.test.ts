import { Random } from '../random.rules.ts';
import { countedBy, faultKinds, planOf } from './plan.rules.ts';

const roles = ['gateway', 'orders', 'production', 'quality', 'logistics-documents', 'finance', 'supplier-performance'];

describe('the plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planOf(new Random(7), 600, roles)).toEqual(planOf(new Random(7), 600, roles));
    expect(planOf(new Random(7), 600, roles)).not.toEqual(planOf(new Random(8), 600, roles));
  });

  it('fills the time without a gap, a quarter of the periods calm', () => {
    const plan = planOf(new Random(1), 1800, roles);
    for (const [i, { at, seconds }] of plan.entries()) expect(plan[i + 1]?.at ?? 1800).toBe(at + seconds);
    const calm = plan.filter(({ fault }) => fault === null).length / plan.length;
    expect(calm).toBeGreaterThan(0.22);
    expect(calm).toBeLessThan(0.28);
  });

  it('has every kind at least three times in half an hour, whatever the seed', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const counted = countedBy(planOf(new Random(seed), 1800, roles));
      for (const kind of faultKinds) expect(counted[kind]).toBeGreaterThanOrEqual(3);
    }
  });

  it('strikes processes alone and together', () => {
    const struck = planOf(new Random(3), 1800, roles).flatMap(({ fault }) => (fault ? [fault.roles.length] : []));
    expect(new Set(struck)).toEqual(new Set([1, 2, 3, roles.length]));
  });

  it('leaves out what this machine cannot do', () => {
    const able = faultKinds.filter((kind) => kind !== 'disk-full');
    expect(Object.keys(countedBy(planOf(new Random(5), 1800, roles, able))).toSorted()).toEqual(able.toSorted());
  });
});
