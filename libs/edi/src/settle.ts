import type { GroupResult, InterchangeResult, Problem, Verdict } from './result.ts';

interface Judged {
  readonly verdict: Verdict;
}

type MessagesOf = (group: GroupResult) => readonly Judged[];

const isRejecting = (problems: readonly Problem[]): boolean => problems.some((p) => p.severity === 'error');

/**
 * What rejects an envelope rejects everything in it: nothing of a broken interchange is half accepted.
 * @param messagesOf the messages of a group, where it does not hold all of them itself
 */
export const settle = (
  interchange: InterchangeResult,
  messagesOf: MessagesOf = ({ messages }) => messages,
): InterchangeResult => {
  const rejected = isRejecting(interchange.errors);
  const groups = interchange.groups.map((group) => settleGroup(group, rejected, messagesOf(group)));
  return { ...interchange, groups, verdict: rejected ? 'rejected' : joint(interchange.errors, groups) };
};

const settleGroup = (group: GroupResult, outerRejected: boolean, parts: readonly Judged[]): GroupResult => {
  const rejected = outerRejected || isRejecting(group.errors);
  const messages = rejected
    ? group.messages.map((message) => ({ ...message, verdict: 'rejected' as const, document: null }))
    : group.messages;
  return { ...group, messages, verdict: rejected ? 'rejected' : joint(group.errors, parts) };
};

/** Accepted or rejected when all parts are; in between, accepted with errors. */
export const joint = (problems: readonly Problem[], parts: readonly Judged[]): Verdict => {
  if (parts.length > 0 && parts.every((part) => part.verdict === 'rejected')) return 'rejected';
  const clean = problems.every((p) => p.level === 'guide') && parts.every((part) => part.verdict === 'accepted');
  return clean ? 'accepted' : 'accepted-with-errors';
};
