import * as fc from 'fast-check';
import { blankProgress, duproFallsDue, finalMayBegin, followProgress } from './progress.rules.ts';

const blank = blankProgress(
  { orderId: 'o1', lineId: 'l1', scheduleId: 's1' },
  { trader: 'eastbridge', factory: 'hengda' },
);
const finished = (good: string, asOf = '2026-12-20T08:00:00Z') => followProgress({ milestone: 'finished', good, asOf });

describe('the progress of a delivery', () => {
  it('keeps what is finished and what is packed apart, and ignores other milestones', () => {
    const { state } = finished('600')(blank);
    expect(
      followProgress({ milestone: 'packed', good: '100', asOf: '2026-12-21T08:00:00Z' })(state).state,
    ).toMatchObject({
      finished: '600',
      packed: '100',
    });
    expect(followProgress({ milestone: 'started', good: '900', asOf: '2026-12-21T08:00:00Z' })(state).state).toBe(
      state,
    );
  });

  it('is never moved back by a late report', () => {
    const { state } = finished('600')(blank);
    expect(finished('300', '2026-12-19T08:00:00Z')(state).state).toBe(state);
    expect(finished('580', '2026-12-21T08:00:00Z')(state).state.finished).toBe('580');
  });
});

describe('DUPRO', () => {
  it.each([
    ['599', '0', false],
    ['600', '0', true],
    ['1200', '0', true],
    ['600', '1', false],
  ])('with %s of 1200 finished and %s packed is due: %s', (made, packed, due) => {
    expect(duproFallsDue({ finished: made, packed }, '1200')).toBe(due);
  });
});

describe('the final inspection', () => {
  it.each([
    ['1200', '960', true],
    ['1200', '959', false],
    ['1199', '1200', false],
    ['1200', '1200', true],
  ])('with %s of 1200 finished and %s packed may begin: %s', (made, packed, may) => {
    expect(finalMayBegin({ finished: made, packed }, '1200')).toBe(may);
  });

  it('never begins while DUPRO is still possible', () => {
    const pieces = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(pieces, pieces, fc.integer({ min: 1, max: 5000 }), (made, packed, quantity) => {
        const progress = { finished: String(made), packed: String(packed) };
        expect(duproFallsDue(progress, String(quantity)) && finalMayBegin(progress, String(quantity))).toBe(false);
      }),
      { seed: 80 },
    );
  });
});
