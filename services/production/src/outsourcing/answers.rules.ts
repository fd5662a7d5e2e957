import type { gateway } from '@tradeloom/contracts';
import { DomainError } from '@tradeloom/kernel';
import type { Answer, AnsweredLine } from './acknowledgement.rules.ts';
import { dueOf, type OutsourcingOrder } from './outsourcing-order.rules.ts';

const answers: readonly string[] = ['accepted', 'changed', 'rejected'] satisfies Answer[];

const isAnswer = (outcome: string): outcome is Answer => answers.includes(outcome);

/** @throws DomainError when the document answers in no known way */
export const answerOf = (outcome: string): Answer => {
  if (isAnswer(outcome)) return outcome;
  throw new DomainError(
    'production.outsourcing.unknown-answer',
    {
      en: `An order is accepted, changed or rejected, not ${outcome}`,
      zh: `答复须为接受、变更或拒绝，而不是 ${outcome}`,
    },
    { outcome },
  );
};

/**
 * What a supplier confirms per line: a refused part is not confirmed, a part without date keeps the date asked for,
 * a line without any part is confirmed as asked.
 */
export const answeredLines = (
  lines: readonly gateway.SupplierConfirmationLine[],
  order: OutsourcingOrder,
): AnsweredLine[] =>
  lines.map(({ line, confirmations }) => {
    const asked = order.lines.find((l) => l.line === line);
    if (confirmations.length === 0) return { line, confirmations: null };
    return {
      line,
      confirmations: confirmations
        .filter((c) => c.status !== 'rejected')
        .map((c) => ({ quantity: c.quantity, date: c.date || (asked ? dueOf(asked) : '') })),
    };
  });
