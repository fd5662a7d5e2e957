import { create, performance } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Policy } from '../policies/policy.rules.ts';
import { addWorkingDays } from '../policies/working-time.rules.ts';
import type { Scorecard } from '../scorecards/scorecard.rules.ts';

export interface AnswerTerms {
  readonly cause: string;
  /** What was done at once about the goods concerned. */
  readonly containment: string;
  readonly correction: string;
  readonly prevention: string;
}

export interface Answer extends AnswerTerms {
  readonly attempt: number;
  readonly answeredOn: IsoDate;
  readonly answeredBy: string;
  readonly late: boolean;
  readonly verification: {
    readonly verdict: 'effective' | 'not-effective';
    readonly remark: string;
    readonly verifiedOn: IsoDate;
    readonly verifiedBy: string;
  } | null;
}

/** A low score asks the supplier to say what went wrong and what he does about it: found, corrected, verified. 整改 */
export interface Rectification {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly supplier: string;
  readonly factory: string;
  readonly period: string;
  readonly orderId: string;
  readonly status: 'none' | 'open' | 'answered' | 'closed';
  readonly reason: string;
  readonly openedOn: IsoDate | null;
  readonly answerDue: IsoDate | null;
  readonly answers: readonly Answer[];
}

export const blankRectification = ({ id, parties, supplier, factory, period }: Scorecard): Rectification => ({
  id,
  version: 0,
  parties,
  supplier,
  factory,
  period,
  orderId: '',
  status: 'none',
  reason: '',
  openedOn: null,
  answerDue: null,
  answers: [],
});

const reasonOf = ({ score, band, subScores }: Scorecard): string => {
  const parts = subScores.map(({ criterion, score: each }) => `${criterion} ${each ?? '-'}`);
  return `${score ?? '-'} (${band ?? '-'}): ${parts.join(', ')}`;
};

type Terms = Pick<Policy, 'answerWorkingDays' | 'calendar'>;

/** Opened by the score, once per supplier and period. */
export const openRectification =
  (card: Scorecard, { answerWorkingDays, calendar }: Terms, today: IsoDate, orderId: string) =>
  (rectification: Rectification): Outcome<Rectification> => {
    if (rectification.status !== 'none') return unchanged(rectification);
    const answerDue = addWorkingDays(today, answerWorkingDays, calendar);
    const { id: rectificationId, supplier, factory, period } = rectification;
    const reason = reasonOf(card);
    const opened = create(performance.RectificationOpenedSchema, {
      rectificationId,
      supplier,
      factory,
      period,
      reason,
      answerDue,
      orderId,
    });
    return {
      state: { ...rectification, orderId, status: 'open', reason, openedOn: today, answerDue },
      events: [opened],
    };
  };

export interface Person {
  readonly organisation: string;
  readonly login: string;
}

/** The supplier answers; late answers are taken and marked. */
export const answerRectification =
  (terms: AnswerTerms, by: Person, today: IsoDate) =>
  (rectification: Rectification): Outcome<Rectification> => {
    const { id: rectificationId, supplier, factory, period, orderId, answerDue } = rectification;
    must(by.organisation === supplier, 'performance.rectification.other-supplier', {
      en: 'The supplier concerned answers',
      zh: '须由相关供应商答复',
    });
    must(
      rectification.status === 'open',
      'performance.rectification.not-open',
      {
        en: 'Only an open rectification can be answered',
        zh: '只有待答复的整改才能答复',
      },
      { status: rectification.status },
    );
    const attempt = rectification.answers.length + 1;
    const late = answerDue !== null && today > answerDue;
    const answer: Answer = { ...terms, attempt, answeredOn: today, answeredBy: by.login, late, verification: null };
    const answered = create(performance.RectificationAnsweredSchema, {
      rectificationId,
      supplier,
      factory,
      period,
      attempt,
      answeredOn: today,
      orderId,
    });
    return {
      state: { ...rectification, status: 'answered', answers: [...rectification.answers, answer] },
      events: [answered],
    };
  };

/** The factory verifies: an effective answer closes, another one opens the question again with a new date. */
export const verifyRectification =
  (verdict: 'effective' | 'not-effective', remark: string, by: Person, today: IsoDate, terms: Terms) =>
  (rectification: Rectification): Outcome<Rectification> => {
    const { id: rectificationId, supplier, factory, period, orderId, answers } = rectification;
    const last = answers.at(-1);
    must(by.organisation === factory, 'performance.rectification.other-factory', {
      en: 'The factory concerned verifies',
      zh: '须由相关工厂验证',
    });
    must(
      rectification.status === 'answered' && last !== undefined,
      'performance.rectification.not-answered',
      {
        en: 'Only an answered rectification can be verified',
        zh: '只有已答复的整改才能验证',
      },
      { status: rectification.status },
    );
    const verification = { verdict, remark, verifiedOn: today, verifiedBy: by.login };
    const isEffective = verdict === 'effective';
    const answerDue = isEffective
      ? rectification.answerDue
      : addWorkingDays(today, terms.answerWorkingDays, terms.calendar);
    return {
      state: {
        ...rectification,
        status: isEffective ? 'closed' : 'open',
        answerDue,
        answers: [...answers.slice(0, -1), { ...last, verification }],
      },
      events: [
        create(performance.RectificationVerifiedSchema, {
          rectificationId,
          supplier,
          factory,
          period,
          verdict,
          remark,
          orderId,
        }),
      ],
    };
  };
