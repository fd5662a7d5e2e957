import type { Tx } from '@tradeloom/chassis';
import { type InterchangeResult, refusedTogether, remarked } from '@tradeloom/edi';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax, Judged } from './edi-syntax.ts';
import type { Reading } from './reading.ts';
import { remarksOf } from './remarks-of.ts';
import { knowledgeOf } from './take-documents.ts';
import type { AskLedger } from './taken-before.ts';

/** An interchange as bytes, partner's profile and ledger make it. @param before what of the same file was read before it */
export const judgeReceived = async (
  syntax: EdiSyntax,
  tx: Tx,
  partner: ProfiledPartner,
  interchange: Interchange,
  received: InterchangeResult,
  before: readonly Reading[],
  ask?: AskLedger,
): Promise<Judged> => {
  const knowledge = await knowledgeOf(syntax, tx, partner, interchange, received, before, ask);
  const remarks = await remarksOf(syntax, tx, partner, interchange, received, knowledge, before);
  const noted = remarked(received, remarks);
  const together = partner.profile.limits.onError === 'refuse-interchange';
  return syntax.judge(together ? refusedTogether(noted) : noted, knowledge);
};
