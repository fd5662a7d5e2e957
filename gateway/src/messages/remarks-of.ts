import type { Tx } from '@tradeloom/chassis';
import type { InterchangeResult, Remark } from '@tradeloom/edi';
import { nextExpected } from '../mailboxes/control-series.rules.ts';
import { AllControlSeries } from '../mailboxes/control-series.table.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax, Known } from './edi-syntax.ts';
import type { Reading } from './reading.ts';
import { type Named, namesTaken } from './taken-before.ts';

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
    ...(await partsTaken(tx, partner, interchange, received, before)),
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

/** Groups and messages whose numbers were taken before. */
const partsTaken = async (
  tx: Tx,
  { profile }: ProfiledPartner,
  interchange: Interchange,
  received: InterchangeResult,
  before: readonly Reading[],
): Promise<Remark[]> => {
  const { group: ofGroups, message: ofMessages } = profile.duplicates;
  if (!ofGroups.check && !ofMessages.check) return [];
  const places = received.groups.flatMap((group, g) => [
    ...(ofGroups.check ? [{ check: ofGroups, group: g, name: { groupControl: group.control } }] : []),
    ...(ofMessages.check
      ? group.messages.map(({ type, control }, m) => ({
          check: ofMessages,
          group: g,
          message: m,
          name: { type, control },
        }))
      : []),
  ]);
  const inFile = before.flatMap(({ judgement }) => judgement.messages).filter(({ verdict }) => verdict !== 'rejected');
  const remarks: Remark[] = [];
  for (const { check, name, ...place } of places) {
    const isTaken = inFile.some((one) => isNamed(one, name)) || (await namesTaken(tx, interchange, name, check.days));
    if (isTaken)
      remarks.push({ id: 'CONTROL_TAKEN', severity: check.action === 'flag' ? 'warning' : 'error', ...place });
  }
  return remarks;
};

const isNamed = (fate: Readonly<Record<keyof Named, string>>, name: Named): boolean =>
  Object.entries(name).every(([field, value]) => fate[field as keyof Named] === value);
