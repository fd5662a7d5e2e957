import { Random } from '../random.rules.ts';
import { countedBy, faultKinds, offsetsMs, planOf } from './plan.rules.ts';
import { lengthOf, periodsOf } from './schedules.rules.ts';

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
    const able = faultKinds.filter((kind) => !kind.endsWith('disk-full'));
    expect(Object.keys(countedBy(planOf(new Random(5), 1800, roles, able))).toSorted()).toEqual(able.toSorted());
  });
});

describe('a schedule that is not drawn', () => {
  const terms = { random: new Random(1), seconds: 90, roles, kinds: faultKinds };

  it('lets each clock jump by each jump, once, and is calm in between', () => {
    const plan = periodsOf('clocks', terms);
    const jumps = plan.flatMap(({ fault }) => (fault ? [`${fault.kind} ${fault.roles.join()} ${fault.offsetMs}`] : []));
    expect(jumps.toSorted()).toEqual(
      roles.flatMap((role) => offsetsMs.map((offset) => `clock-jump ${role} ${offset}`)).toSorted(),
    );
    for (const [i, { at, seconds, fault }] of plan.entries()) {
      expect(plan[i + 1]?.at ?? lengthOf(plan)).toBe(at + seconds);
      expect(fault !== null && plan[i + 1]?.fault !== null && i + 1 < plan.length).toBe(false);
    }
  });

  it('restarts each process once', () => {
    const restarts = periodsOf('rolling', terms).flatMap(({ fault }) => (fault ? [fault.kind, ...fault.roles] : []));
    expect(restarts).toEqual(roles.flatMap((role) => ['process-restart', role]));
    const twice = periodsOf('rolling', { ...terms, seconds: 300 }).filter(({ whenAllAreBack }) => whenAllAreBack);
    expect(twice.map(({ fault }) => fault?.roles)).toEqual([...roles, ...roles].map((role) => [role]));
  });

  it('keeps the broker away for ten minutes on end', () => {
    const away = periodsOf('broker-away', terms).filter(({ fault }) => fault !== null);
    expect(away).toMatchObject([{ seconds: 600, fault: { kind: 'broker-stop' } }]);
  });

  it('strikes nothing when it is calm', () => {
    expect(periodsOf('calm', terms)).toEqual([{ at: 0, seconds: 90, fault: null }]);
  });
});
