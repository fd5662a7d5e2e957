import fc from 'fast-check';
import { blankPolicy } from '../../services/supplier-performance/src/policies/policy.rules.ts';
import {
  answerRectification,
  blankRectification,
  openRectification,
  type Rectification,
  verifyRectification,
} from '../../services/supplier-performance/src/rectifications/rectification.rules.ts';
import { blankScorecard } from '../../services/supplier-performance/src/scorecards/scorecard.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const policy = blankPolicy('hengda');
const card = blankScorecard({ supplier: 'jinfeng', factory: 'hengda', period: '2026-12' }, ['hengda', 'jinfeng']);
const said = { cause: 'press broke', containment: 'sorted', correction: 'press repaired', prevention: 'spare die' };
const person = fc.constantFrom(
  { organisation: 'jinfeng', login: 'yu.hong' },
  { organisation: 'hengda', login: 'tan.hui' },
);
const verdict = fc.constantFrom('effective' as const, 'not-effective' as const);
type RectificationStep = Step<Rectification>;
const step = fc.oneof(
  fc.constant<RectificationStep>((one, today) => openRectification(card, policy, today, 'o1')(one)),
  person.map(
    (by): RectificationStep =>
      (one, today) =>
        answerRectification(said, by, today)(one),
  ),
  fc.tuple(verdict, person).map(
    ([found, by]): RectificationStep =>
      (one, today) =>
        verifyRectification(found, 'seen', by, today, policy)(one),
  ),
);

it(`a supplier puts right what the score shows, until the factory finds it so (seed ${seed})`, () => {
  const unreached = play({
    follow: [
      {
        process: 'rectifications/rectification',
        of: ({ status }) => ({ rectification: status }),
        reopens: 'a low score of the period asks for the first time',
      },
    ],
    begin: fc.constant({ state: blankRectification(card), events: [] }),
    today: '2026-12-30',
    step,
    always: (history) => {
      const { status, answers, answerDue } = history.state;
      const verified = answers.filter(({ verification }) => verification !== null);
      const effective = verified.filter(({ verification }) => verification?.verdict === 'effective');
      mustHold('one answer waits at most', answers.length - verified.length === Number(status === 'answered'));
      mustHold('it is closed by one that works', effective.length === Number(status === 'closed'));
      mustHold('who must answer knows by when', status !== 'open' || answerDue !== null);
      mustHold('it is opened once', history.times('RectificationOpened') === Number(status !== 'none'));
      mustHold('each answer is told once', history.times('RectificationAnswered') === answers.length);
      mustHold('each finding is told once', history.times('RectificationVerified') === verified.length);
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
