import * as fc from 'fast-check';
import { type ClassPlan, planLot } from './sampling.rules.ts';
import {
  afterLot,
  endReduction,
  mayBeReduced,
  reduce,
  resume,
  type Switching,
  type SwitchingLot,
  startOf,
  strictest,
  switchingLot,
} from './switching.rules.ts';

const accepted: SwitchingLot = {
  accepted: true,
  ac: 3,
  acceptedOneStepTighter: true,
  withinGap: false,
  resubmission: false,
};
const notAccepted: SwitchingLot = { ...accepted, accepted: false, acceptedOneStepTighter: false };
const history = (lots: readonly SwitchingLot[], from: Switching = startOf(), edition: 'iso1999' | '105e' = 'iso1999') =>
  lots.reduce((memory, lot) => afterLot(memory, lot, edition), from);
const times = (count: number, lot: SwitchingLot) => Array.from({ length: count }, () => lot);

describe('switching from normal inspection', () => {
  it('goes to tightened when two of five consecutive lots are not accepted', () => {
    expect(history([notAccepted, accepted, accepted, accepted, notAccepted]).mode).toBe('tightened');
    expect(history([notAccepted, notAccepted]).mode).toBe('tightened');
  });

  it('stays when the second lot not accepted comes six lots after the first', () => {
    expect(history([notAccepted, ...times(4, accepted), notAccepted]).mode).toBe('normal');
  });

  it('never counts a resubmitted lot', () => {
    const resubmitted = { ...notAccepted, resubmission: true };
    expect(history([notAccepted, resubmitted, resubmitted])).toEqual(history([notAccepted]));
  });

  it('adds 3 with Ac 2 or more when the lot would have passed one AQL tighter, 2 with Ac 0 or 1, and starts again otherwise', () => {
    expect(history(times(4, accepted)).score).toBe(12);
    expect(history(times(4, { ...accepted, ac: 1 })).score).toBe(8);
    expect(history([...times(4, accepted), { ...accepted, acceptedOneStepTighter: false }]).score).toBe(0);
    expect(history([...times(4, { ...accepted, ac: 0 }), { ...notAccepted, ac: 0 }]).score).toBe(0);
  });

  it('goes to reduced at a score of 30, with steady production and by the authority only', () => {
    const ready = history(times(10, accepted));
    expect([ready.mode, ready.score, mayBeReduced(ready, 'iso1999')]).toEqual(['normal', 30, true]);
    expect(reduce(ready, 'iso1999', true).mode).toBe('reduced');
    expect(() => reduce(ready, 'iso1999', false)).toThrow('quality.switching.unsteady');
    expect(() => reduce(history(times(9, accepted)), 'iso1999', true)).toThrow('quality.switching.not-eligible');
  });

  it('asks for ten lots accepted in a row under MIL-STD-105E', () => {
    expect(mayBeReduced(history(times(9, accepted), startOf(), '105e'), '105e')).toBe(false);
    expect(mayBeReduced(history(times(10, accepted), startOf(), '105e'), '105e')).toBe(true);
  });
});

describe('switching from tightened inspection', () => {
  it('returns to normal after five consecutive lots accepted', () => {
    expect(history([notAccepted, ...times(5, accepted)], startOf('tightened'))).toEqual(startOf('normal'));
  });

  it('is discontinued when five lots in all were not accepted', () => {
    const alternating = Array.from({ length: 5 }, () => [notAccepted, accepted]).flat();
    expect(history(alternating, startOf('tightened')).mode).toBe('discontinued');
    expect(history(alternating.slice(0, 8), startOf('tightened')).mode).toBe('tightened');
  });

  it('is discontinued after ten lots on tightened under MIL-STD-105E', () => {
    const lots = Array.from({ length: 5 }, () => [accepted, notAccepted]).flat();
    expect(history(lots.slice(0, 9), startOf('tightened'), '105e').mode).toBe('tightened');
    expect(history(lots, startOf('tightened'), '105e').mode).toBe('discontinued');
  });

  it('stays discontinued until the maker has acted, then resumes on tightened', () => {
    const stopped = history(times(5, notAccepted), startOf('tightened'));
    expect(history([accepted], stopped).mode).toBe('discontinued');
    expect(resume(stopped).mode).toBe('tightened');
    expect(() => resume(startOf())).toThrow('quality.switching.not-discontinued');
  });
});

describe('switching from reduced inspection', () => {
  it('returns to normal with the first lot not accepted, inside a gap, or when production is no longer steady', () => {
    expect(history([accepted, accepted], startOf('reduced')).mode).toBe('reduced');
    expect(history([notAccepted], startOf('reduced')).mode).toBe('normal');
    expect(history([{ ...accepted, withinGap: true }], startOf('reduced'), '105e').mode).toBe('normal');
    expect(endReduction(startOf('reduced')).mode).toBe('normal');
  });
});

describe('how a judged lot counts', () => {
  const [major] = planLot(1200, { edition: 'iso1999', level: 'II', aql: { major: '2.5' } }) as [ClassPlan];

  it('compares with the AQL one step tighter at the same sample', () => {
    expect(major).toMatchObject({ n: 80, ac: 5 });
    expect(switchingLot(major, 3, 'iso1999', false)).toMatchObject({ accepted: true, acceptedOneStepTighter: true });
    expect(switchingLot(major, 4, 'iso1999', false)).toMatchObject({ accepted: true, acceptedOneStepTighter: false });
    expect(switchingLot(major, 6, 'iso1999', false)).toMatchObject({ accepted: false, acceptedOneStepTighter: false });
  });

  it('leaves a zero-acceptance class out of switching', () => {
    expect(switchingLot({ ...major, aql: '0', ac: 0, re: 1 }, 1, 'iso1999', false)).toBeUndefined();
  });

  it('is as strict as its strictest class', () => {
    expect(strictest(['reduced', 'normal', 'tightened'])).toBe('tightened');
    expect(strictest([])).toBe('normal');
  });
});

it('a history without its resubmissions leads to the same mode', () => {
  const lot = fc.record({
    accepted: fc.boolean(),
    ac: fc.integer({ min: 0, max: 5 }),
    acceptedOneStepTighter: fc.boolean(),
    withinGap: fc.constant(false),
    resubmission: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(lot, { maxLength: 60 }), (lots) => {
      expect(history(lots)).toEqual(history(lots.filter(({ resubmission }) => !resubmission)));
    }),
    { seed: 1999, numRuns: 500 },
  );
});
