import { Problems } from './findings/problem.ts';
import type { ProblemId } from './findings/problem-codes.ts';
import type { GroupResult, InterchangeResult, MessageResult, Problem, Severity } from './result.ts';
import { verdictOf } from './result.ts';
import { settle } from './settle.ts';

/** What is found about an interchange, or a part of it, that does not stand in its bytes. */
export interface Remark {
  readonly id: ProblemId;
  readonly severity: Severity;
  /** Which group and message, each from 0; without them it is about the interchange. */
  readonly group?: number;
  readonly message?: number;
  readonly expected?: string | number;
}

/** Where each level has its control number. */
const places = {
  x12: { interchange: ['ISA', 13], group: ['GS', 6], message: ['ST', 2] },
  edifact: { interchange: ['UNB', 5], group: ['UNG', 5], message: ['UNH', 1] },
} as const;

/** The interchange with the remarks among its findings: an error rejects the part it is about, and what is in it. */
export const remarked = (received: InterchangeResult, remarks: readonly Remark[]): InterchangeResult => {
  if (remarks.length === 0) return received;
  const syntax = /^\d{5}$/.test(received.version) ? places.x12 : places.edifact;
  const problemsOf = (found: readonly Remark[], level: keyof typeof syntax, at: Numbered): Problem[] => {
    const problems = new Problems();
    const [segment, element] = syntax[level];
    const { byteOffset, control: value } = at;
    for (const { id, severity, expected } of found) {
      problems.add(id, { segment, element, byteOffset, value, severity, ...(expected !== undefined && { expected }) });
    }
    return problems.list;
  };
  const messageWith = (message: MessageResult, found: readonly Remark[]): MessageResult => {
    if (found.length === 0) return message;
    const errors = [...problemsOf(found, 'message', message), ...message.errors];
    const verdict = verdictOf(errors);
    return { ...message, errors, verdict, document: verdict === 'rejected' ? null : message.document };
  };
  const groupWith = (group: GroupResult, g: number): GroupResult => {
    const inGroup = remarks.filter((remark) => remark.group === g);
    const own = inGroup.filter(({ message }) => message === undefined);
    const at = { byteOffset: group.messages[0]?.byteOffset ?? received.byteOffset, control: group.control };
    const messages = group.messages.map((message, m) =>
      messageWith(
        message,
        inGroup.filter((remark) => remark.message === m),
      ),
    );
    return { ...group, messages, errors: [...problemsOf(own, 'group', at), ...group.errors] };
  };
  const own = remarks.filter(({ group }) => group === undefined);
  return settle({
    ...received,
    errors: [...problemsOf(own, 'interchange', received), ...received.errors],
    groups: received.groups.map(groupWith),
  });
};

type Numbered = Pick<MessageResult, 'byteOffset' | 'control'>;

/** Where one message is refused, all of the interchange are: nobody has to find out which half was taken. */
export const refusedTogether = (received: InterchangeResult): InterchangeResult => {
  const messages = received.groups.flatMap((group) => group.messages);
  if (!messages.some(({ verdict }) => verdict === 'rejected')) return received;
  return remarked(
    received,
    received.groups.flatMap((group, g) =>
      group.messages.flatMap(({ verdict }, m): Remark[] =>
        verdict === 'rejected' ? [] : [{ id: 'REFUSED_WITH_OTHERS', severity: 'error', group: g, message: m }],
      ),
    ),
  );
};
