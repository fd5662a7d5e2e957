import { knownOn, reportProgress, type WorkProgress } from '../progress/progress.rules.ts';
import { kettles, parts } from '../progress/work.fixture.ts';
import { findDelay, findLateMaterial, followRisk, raiseWarning, risksOver } from './early-warning.rules.ts';

const made = (good: string, day: string): WorkProgress =>
  reportProgress(
    {
      milestone: 'finished',
      good,
      scrap: '0',
      unit: 'PCE',
      asOf: `${day}T17:00:00+08:00`,
      correction: false,
      reason: '',
    },
    'jinfeng',
    day,
  )(parts).state;

describe('work of 16 days on 2,000 parts', () => {
  it('is on time at half of the pieces after half of the time', () =>
    expect(findDelay(made('1000', '2026-12-20'), '2026-12-20')).toBeNull());
  it('is behind when the rest at the planned pace ends after the date', () =>
    expect(findDelay(made('300', '2026-12-20'), '2026-12-20')).toEqual({
      due: '2026-12-28',
      expected: '2027-01-03',
      bufferLeftDays: 8,
    }));
  it('stays behind when a word of an earlier day on another milestone comes later', () => {
    const late = made('300', '2026-12-20');
    const started = {
      milestone: 'started' as const,
      good: '1500',
      scrap: '0',
      unit: 'PCE',
      correction: false,
      reason: '',
    };
    const older = reportProgress(
      { ...started, asOf: '2026-12-13T17:00:00+08:00' },
      'jinfeng',
      '2026-12-20',
    )(late).state;
    expect(findDelay(older, '2026-12-13')).toBeNull();
    expect(knownOn(older, '2026-12-20')).toBe('2026-12-20');
    expect(findDelay(older, knownOn(older, '2026-12-20') ?? '')).toMatchObject({ expected: '2027-01-03' });
  });
  it('is known on no day when nothing is said, or only of a day to come', () => {
    expect(knownOn(parts, '2026-12-20')).toBeNull();
    const slip = { finished: { good: '1', scrap: '0', asOf: '2062-12-20T08:00:00+08:00' } };
    expect(knownOn({ ...parts, figures: slip }, '2026-12-20')).toBeNull();
  });
  it('is not alarming when a day late', () => expect(findDelay(made('900', '2026-12-20'), '2026-12-20')).toBeNull());
  it('is behind when nothing is made long after the start', () =>
    expect(findDelay(parts, '2026-12-31')).toMatchObject({ expected: '2027-01-16', bufferLeftDays: -5 }));
  it('is not behind before it began', () => expect(findDelay(parts, '2026-12-08')).toBeNull());
  it('is no risk any more once delivered, whatever was reported', () =>
    expect(findDelay({ ...parts, delivered: '2000' }, '2026-12-31')).toBeNull());
  it('looks at the first delivery that is open', () => {
    const targets = [...parts.targets, { quantity: '2200', due: '2027-01-21' }];
    expect(findDelay({ ...parts, targets, delivered: '2000' }, '2026-12-29')).toBeNull();
    expect(findDelay({ ...parts, targets, delivered: '300' }, '2026-12-29')?.due).toBe('2026-12-28');
  });
  it('is no longer behind or silent once made, and not late once it has come', () => {
    expect(risksOver(parts)).toEqual([]);
    expect(risksOver(made('2000', '2026-12-20'))).toEqual(['behind-schedule', 'silent']);
    expect(risksOver({ ...parts, delivered: '2000' })).toEqual(['behind-schedule', 'silent', 'late-material']);
    expect(findLateMaterial({ ...parts, delivered: '2000' }, '2027-01-08')).toBeNull();
  });
  it('is endangered by a supplier who confirms a later date', () => {
    expect(findLateMaterial(parts, '2026-12-28')).toBeNull();
    expect(findLateMaterial(parts, '2026-12-31')).toEqual({
      due: '2026-12-28',
      expected: '2026-12-31',
      bufferLeftDays: 11,
    });
  });
});

describe('an early warning', () => {
  const found = { due: '2026-12-28', expected: '2027-01-03', bufferLeftDays: 8 };
  const { state, events } = raiseWarning('w-1', 'behind-schedule', found, parts, '2026-12-20');

  it('tells both owners, with the buffer left', () =>
    expect(events).toMatchObject([
      { owners: ['eastbridge', 'hengda'], bufferLeftDays: 8, subject: 'KT18-BASE · EB-1-1' },
    ]));
  it('is seen by the supplier whose work it is', () => {
    expect(state.parties).toEqual(['eastbridge', 'hengda', 'jinfeng']);
    expect(raiseWarning('w-2', 'behind-schedule', found, kettles, '2026-12-20').state.parties).toEqual([
      'eastbridge',
      'hengda',
    ]);
  });
  it('is told once: a worse figure is kept in silence', () => {
    const worse = followRisk({ ...found, bufferLeftDays: -1 }, '2026-12-21')(state);
    expect(worse.events).toEqual([]);
    expect(worse.state.bufferLeftDays).toBe(-1);
  });
  it('is told again when it is over', () => {
    const over = followRisk(null, '2026-12-22')(state);
    expect(over.state.clearedOn).toBe('2026-12-22');
    expect(over.events).toMatchObject([{ warningId: 'w-1', supplier: 'jinfeng' }]);
  });
});
