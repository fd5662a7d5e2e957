import { performance } from '@tradeloom/contracts';
import { blankPolicy } from '../policies/policy.rules.ts';
import { blankScorecard, type Scorecard } from '../scorecards/scorecard.rules.ts';
import {
  answerRectification,
  blankRectification,
  openRectification,
  type Rectification,
  verifyRectification,
} from './rectification.rules.ts';

const policy = blankPolicy('hengda');
const card: Scorecard = {
  ...blankScorecard({ supplier: 'jinfeng', factory: 'hengda', period: '2026-12' }, ['hengda', 'jinfeng', 'eastbridge']),
  score: '60.00',
  band: 'C',
};
const open = openRectification(card, policy, '2026-12-30', 'o1')(blankRectification(card));
const terms = {
  cause: 'press broke',
  containment: 'sorted stock',
  correction: 'press repaired',
  prevention: 'spare die',
};
const yu = { organisation: 'jinfeng', login: 'yu.hong' };
const tan = { organisation: 'hengda', login: 'tan.hui' };
const answer = (rectification: Rectification, on = '2027-01-04') => answerRectification(terms, yu, on)(rectification);
const verify = (verdict: 'effective' | 'not-effective', rectification: Rectification) =>
  verifyRectification(verdict, 'checked on site', tan, '2027-01-06', policy)(rectification);

describe('a rectification', () => {
  it('is opened by the score, to be answered within working days, once', () => {
    expect(open.state).toMatchObject({ status: 'open', answerDue: '2027-01-05', orderId: 'o1' });
    expect(open.events).toMatchObject([
      { $typeName: performance.RectificationOpenedSchema.typeName, answerDue: '2027-01-05' },
    ]);
    expect(openRectification(card, policy, '2027-01-02', 'o2')(open.state).events).toEqual([]);
  });

  it('is answered by the supplier concerned; a late answer is taken and marked', () => {
    expect(() =>
      answerRectification(terms, { organisation: 'jingsu', login: 'wu.bin' }, '2027-01-04')(open.state),
    ).toThrow('performance.rectification.other-supplier');
    expect(answer(open.state).state).toMatchObject({ status: 'answered', answers: [{ attempt: 1, late: false }] });
    expect(answer(open.state, '2027-01-06').state.answers).toMatchObject([{ late: true }]);
    expect(() => answer(answer(open.state).state)).toThrow('performance.rectification.not-open');
  });

  it('is closed when the factory finds the answer effective', () => {
    const { state, events } = verify('effective', answer(open.state).state);
    expect(state).toMatchObject({
      status: 'closed',
      answers: [{ verification: { verdict: 'effective', verifiedBy: 'tan.hui' } }],
    });
    expect(events).toMatchObject([
      { $typeName: performance.RectificationVerifiedSchema.typeName, verdict: 'effective' },
    ]);
    expect(() => verify('effective', state)).toThrow('performance.rectification.not-answered');
  });

  it('is open again, with a new date, when the answer did not help', () => {
    const { state } = verify('not-effective', answer(open.state).state);
    expect(state).toMatchObject({ status: 'open', answerDue: '2027-01-12' });
    expect(answer(state, '2027-01-08').state.answers).toHaveLength(2);
  });
});
