import type { Tx } from '@tradeloom/chassis';
import type { InterchangeResult, Remark } from '@tradeloom/edi';
import { nextExpected } from '../mailboxes/control-series.rules.ts';
import { AllControlSeries } from '../mailboxes/control-series.table.ts';
import type { Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import type { DuplicateCheck } from '../profiles/profile.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax, Known } from './edi-syntax.ts';
import type { Reading } from './reading.ts';
import { partsTaken } from './taken-before.ts';

/** What the partner's profile and the ledger say against an interchange or parts of it. */
export const remarksOf = async (
  syntax: EdiSyntax,
  tx: Tx,
  partner: ProfiledPartner,
  interchange: Interchange,
  received: InterchangeResult,
  known: Known,
  before: readonly Reading[],
): Promise<Remark[]> => {
  const { limits } = partner.profile;
  const messages = received.groups.flatMap((group) => group.messages).length;
  const tooMany = limits.messages !== null && messages > limits.messages;
  return [
    ...(tooMany ? [{ id: 'MESSAGES_TOO_MANY', severity: 'error', expected: limits.messages ?? '' } as const] : []),
    ...(known.repeated ? [{ id: 'CONTROL_TAKEN', severity: 'warning' } as const] : []),
    ...(syntax.isCounted && !isOutside(known) ? await outOfOrder(tx, partner, received) : []),
    ...(await repeatedParts(tx, partner, interchange, received, before)),
  ];
};

const isOutside = ({ unknownSender, unknownReceiver, duplicate, repeated }: Known): boolean =>
  unknownSender === true || unknownReceiver === true || duplicate === true || repeated;

const outOfOrder = async (
  tx: Tx,
  { id, profile }: ProfiledPartner,
  { control }: InterchangeResult,
): Promise<Remark[]> => {
  const { outOfOrder: action } = profile.sequence;
  if (action === 'process' || action === 'hold') return [];
  const [series] = await tx.find(AllControlSeries, { id });
  const expected = series ? nextExpected(control, tx.at)(series) : null;
  if (expected === null) return [];
  return [{ id: 'OUT_OF_SEQUENCE', severity: action === 'refuse' ? 'error' : 'warning', expected }];
};

/** Groups and messages whose numbers were taken before, in another file or earlier in this one. */
const repeatedParts = async (
  tx: Tx,
  { profile }: ProfiledPartner,
  interchange: Interchange,
  { groups }: InterchangeResult,
  before: readonly Reading[],
): Promise<Remark[]> => {
  const { group: ofGroups, message: ofMessages } = profile.duplicates;
  const inFile = before.flatMap(({ judgement }) => judgement.messages).filter(({ verdict }) => verdict !== 'rejected');
  const remarks: Remark[] = [];
  if (ofGroups.check) {
    const controls = groups.map(({ control }) => control);
    const taken = await partsTaken(tx, interchange, 'group', controls, ofGroups.days);
    const known = new Set([...taken, ...inFile.map(({ groupControl }) => groupControl)]);
    groups.forEach(({ control }, group) => {
      if (known.has(control)) remarks.push({ ...repeated(ofGroups), group });
    });
  }
  if (ofMessages.check) {
    const controls = groups.flatMap(({ messages }) => messages.map(({ control }) => control));
    const taken = await partsTaken(tx, interchange, 'message', controls, ofMessages.days);
    const known = new Set([...taken, ...inFile.map(nameOf)]);
    groups.forEach(({ messages }, group) => {
      messages.forEach((one, message) => {
        if (known.has(nameOf(one))) remarks.push({ ...repeated(ofMessages), group, message });
      });
    });
  }
  return remarks;
};

const nameOf = ({ type, control }: Pick<MessageFate, 'type' | 'control'>): string => `${type}/${control}`;

const repeated = ({ action }: DuplicateCheck): Remark => ({
  id: 'CONTROL_TAKEN',
  severity: action === 'flag' ? 'warning' : 'error',
});
