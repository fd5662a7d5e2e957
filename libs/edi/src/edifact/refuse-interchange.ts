import { Problems } from '../findings/problem.ts';
import { type ProblemId } from '../findings/problem-codes.ts';
import type { Knowledge } from '../knowledge.ts';
import type { InterchangeResult } from '../result.ts';
import { settle } from '../settle.ts';

/** The interchange as the partner register and the ledger see it: refused as a whole when it is not for us, or came before. */
export const judgedBy = (received: InterchangeResult, knowledge: Knowledge): InterchangeResult => {
  const found = findingsOf(received, knowledge);
  return found.length === 0 ? received : settle({ ...received, errors: [...found, ...received.errors] });
};

const findingsOf = ({ sender, receiver, control, byteOffset }: InterchangeResult, knowledge: Knowledge) => {
  const problems = new Problems();
  const add = (known: boolean | undefined, id: ProblemId, element: number, value: string): void => {
    if (known) problems.add(id, { segment: 'UNB', element, byteOffset, value });
  };
  add(knowledge.unknownSender, 'UNB_SENDER_UNKNOWN', 2, sender);
  add(knowledge.unknownReceiver, 'UNB_RECEIVER_UNKNOWN', 3, receiver);
  add(knowledge.duplicate, 'UNB_CONTROL_TAKEN', 5, control);
  return problems.list;
};
