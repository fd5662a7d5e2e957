import { reportProgress, type WorkProgress } from '../progress/progress.rules.ts';
import { kettles, parts } from '../progress/work.fixture.ts';
import { findSilence, progressDeadlines, silentFrom } from './silence.rules.ts';
import { inWords } from './work-in-words.rules.ts';

const reported = (work: WorkProgress, good: string, day: string): WorkProgress => {
  const report = { good, scrap: '0', unit: 'PCE', asOf: `${day}T17:00:00+08:00`, correction: false, reason: '' };
  return reportProgress({ milestone: 'finished', ...report }, 'jinfeng', day)(work).state;
};

describe('a supplier who says nothing', () => {
  it('is silent after ten working days of work', () => {
    expect(silentFrom(parts)).toBe('2026-12-26');
    expect(progressDeadlines.silence(parts)).toEqual([{ on: '2026-12-26' }]);
    expect(findSilence(parts, '2026-12-25')).toBeNull();
    expect(findSilence(parts, '2026-12-26')).toEqual({ due: '2026-12-28', expected: '2027-01-11', bufferLeftDays: 0 });
  });

  it('has the time anew with every word, also with one that says there is nothing new', () => {
    const once = reported(parts, '1000', '2026-12-18');
    expect(silentFrom(once)).toBe('2027-01-02');
    expect(silentFrom(reported(once, '1000', '2026-12-22'))).toBe('2027-01-06');
  });

  it('stays silent when an old report comes once more, or a part of his pieces arrives', () => {
    const once = reported(parts, '1000', '2026-12-18');
    expect(findSilence(reported(once, '900', '2026-12-17'), '2027-01-04')).toEqual(findSilence(once, '2027-01-04'));
    expect(findSilence({ ...once, delivered: '1100' }, '2027-01-04')).not.toBeNull();
  });

  it('need not speak before he must have begun', () => {
    const more = { ...parts, targets: [...parts.targets, { quantity: '2200', due: '2027-02-28' }], delivered: '2000' };
    expect(silentFrom(more)).toBe('2027-03-06');
  });

  it('has nothing to say when everything is made, nor has the factory about its own work', () => {
    expect(silentFrom({ ...parts, delivered: '2000' })).toBeNull();
    expect(silentFrom(reported(parts, '2000', '2026-12-18'))).toBeNull();
    expect(silentFrom(kettles)).toBeNull();
    expect(progressDeadlines.silence(kettles)).toEqual([]);
  });
});

describe('work in words', () => {
  it('names order, line and delivery, never an id', () => {
    expect(inWords(kettles)).toEqual({
      en: 'order EB-1, line 1: 1200 PCE of KT-18 due 2026-12-20',
      zh: '订单 EB-1 第 1 行：KT-18 1200 PCE，2026-12-20 前完成',
    });
    expect(inWords(parts).en).toBe(
      'outsourcing order EB-1-1, line 1, for order EB-1, line 1: 2000 PCE of KT18-BASE due 2026-12-28',
    );
    expect(inWords({ ...kettles, customerLine: '' }).en).toContain('order EB-1: 1200');
  });
});
