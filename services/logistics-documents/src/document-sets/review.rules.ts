import { create, logistics } from '@tradeloom/contracts';
import { announce, type Decision, must, type Text } from '@tradeloom/kernel';
import {
  type DocumentSet,
  type DocumentSetStatus,
  head,
  openSides,
  type Review,
  type ReviewLevel,
  type Verdict,
} from './document-set.rules.ts';
import { errorsIn } from './finding.rules.ts';

/** Which verdict at which level leads where. */
const transitions: Readonly<
  Record<DocumentSetStatus, Readonly<Partial<Record<`${ReviewLevel}-${Verdict}`, DocumentSetStatus>>>>
> = {
  made: { 'first-approved': 'first-approved', 'first-returned': 'returned' },
  'first-approved': { 'final-approved': 'approved', 'final-returned': 'returned' },
  approved: {},
  returned: {},
  superseded: {},
};

const reviewersRole: Readonly<Record<ReviewLevel, string>> = { first: 'document-reviewer', final: 'final-reviewer' };

const statusText: Readonly<Record<DocumentSetStatus, Text>> = {
  made: { en: 'waiting for the first review', zh: '待一审' },
  'first-approved': { en: 'waiting for the final review', zh: '待终审' },
  approved: { en: 'approved', zh: '已批准' },
  returned: { en: 'returned for correction', zh: '已退回修改' },
  superseded: { en: 'superseded by a newer version', zh: '已被新版本取代' },
};

const mustBeAnother = (set: DocumentSet, login: string): void =>
  must(
    set.maker !== login && set.reviews.every((r) => r.by !== login),
    'logistics.document-set.same-person',
    {
      en: 'Maker, first reviewer and final reviewer are three people',
      zh: '制单人、一审人、终审人须为三个不同的人',
    },
    { login },
  );

export interface Reviewing {
  readonly level: ReviewLevel;
  readonly verdict: Verdict;
  readonly findings: readonly string[];
  readonly login: string;
  readonly role: string;
  readonly at: Date;
}

const mustBeReviewable = (
  set: DocumentSet,
  { level, verdict, findings, login, role }: Reviewing,
): DocumentSetStatus => {
  const next = transitions[set.status][`${level}-${verdict}`];
  must(
    next !== undefined,
    'logistics.document-set.not-now',
    {
      en: `The set is ${statusText[set.status].en}: no ${level} review`,
      zh: `单据状态为“${statusText[set.status].zh}”，不能进行${level === 'first' ? '一审' : '终审'}`,
    },
    { status: set.status, level },
  );
  must(
    role === reviewersRole[level] || role === 'owner',
    'logistics.document-set.not-reviewer',
    { en: `A ${level} review is for the ${reviewersRole[level]}`, zh: '当前角色无权进行该级审核' },
    { level, role },
  );
  mustBeAnother(set, login);
  must(verdict === 'approved' || findings.length > 0, 'logistics.document-set.no-reason', {
    en: 'A set is returned with findings',
    zh: '退回单据须说明问题',
  });
  return next;
};

/** A reviewer's verdict. None approves what the cross-check faults. Approved for good, the customer may see it. */
export const reviewDocumentSet =
  (reviewing: Reviewing): Decision<DocumentSet> =>
  (set) => {
    const status = mustBeReviewable(set, reviewing);
    const { level, verdict, findings, login, at } = reviewing;
    const errors = errorsIn(set.findings);
    must(
      verdict === 'returned' || errors === 0,
      'logistics.document-set.cross-check-errors',
      {
        en: `The cross-check found ${errors} errors: correct them before approval`,
        zh: `交叉核对有 ${errors} 处错误，须更正后方可批准`,
      },
      { errors, checks: [...new Set(set.findings.map((f) => f.check))].join(' ') },
    );
    const review: Review = { level, verdict, findings, by: login, at: at.toISOString() };
    const parties = status === 'approved' ? [...new Set([...set.parties, set.customer])] : set.parties;
    const state: DocumentSet = { ...set, status, parties, reviews: [...set.reviews, review] };
    const events = state.orderIds.map((orderId) =>
      announce(
        create(logistics.DocumentSetReviewedSchema, { ...head(state, orderId), level, verdict }),
        openSides(state),
      ),
    );
    return { state, events };
  };
