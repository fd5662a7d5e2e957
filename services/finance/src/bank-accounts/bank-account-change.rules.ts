import { create, finance } from '@tradeloom/contracts';
import { must, type Outcome } from '@tradeloom/kernel';
import { type BankDetails, masked, mustBePayable } from './bank-account.rules.ts';

export type ChangeStatus = 'proposed' | 'approved' | 'rejected';

/** New bank details as one person proposed them, and what another made of it. It stays as the account's history. */
export interface BankAccountChange {
  readonly id: string;
  readonly version: number;
  /** its organisation alone: who pays to it learns of what was approved */
  readonly parties: string[];
  readonly organisation: string;
  readonly currency: string;
  readonly details: BankDetails;
  readonly sharedWith: readonly string[];
  readonly reason: string;
  /** the change whose details these are to replace; null for the first */
  readonly replaces: string | null;
  readonly status: ChangeStatus;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedBecause: string | null;
}

export type Proposal = Pick<
  BankAccountChange,
  'id' | 'organisation' | 'currency' | 'details' | 'sharedWith' | 'reason' | 'replaces' | 'proposedBy' | 'proposedAt'
>;

/** Who decides, and when (RFC 3339). */
export interface Decider {
  readonly login: string;
  readonly at: string;
}

export const proposeChange = (proposal: Proposal): Outcome<BankAccountChange> => {
  const { id, organisation, currency, details, proposedBy } = proposal;
  mustBePayable(details);
  const event = create(finance.BankAccountChangeProposedSchema, {
    changeId: id,
    organisation,
    currency,
    maskedNumber: masked(details.accountNumber),
    proposedBy,
  });
  const undecided = { status: 'proposed', decidedBy: null, decidedAt: null, decidedBecause: null } as const;
  return { state: { ...proposal, ...undecided, version: 0, parties: [organisation] }, events: [event] };
};

const mustBeOpen = ({ status }: BankAccountChange): void =>
  must(
    status === 'proposed',
    'finance.bank-account-change.decided',
    { en: `The change is ${status} already`, zh: `该变更已处理（${status}）` },
    { status },
  );

/** The second pair of eyes. What follows for the account is announced by the account. */
export const approveChange =
  ({ login, at }: Decider) =>
  (change: BankAccountChange): Outcome<BankAccountChange> => {
    mustBeOpen(change);
    must(login !== change.proposedBy, 'finance.bank-account-change.four-eyes', {
      en: 'Somebody else than the proposer approves a change of bank data',
      zh: '银行信息变更须由提出人以外的人员批准',
    });
    return { state: { ...change, status: 'approved', decidedBy: login, decidedAt: at }, events: [] };
  };

/** Anybody who may propose or approve may stop it; the proposer thus takes it back. */
export const rejectChange =
  ({ login, at }: Decider, reason: string) =>
  (change: BankAccountChange): Outcome<BankAccountChange> => {
    mustBeOpen(change);
    const { id, organisation, currency } = change;
    const event = create(finance.BankAccountChangeRejectedSchema, {
      changeId: id,
      organisation,
      currency,
      rejectedBy: login,
      reason,
    });
    const decided = { status: 'rejected', decidedBy: login, decidedAt: at, decidedBecause: reason } as const;
    return { state: { ...change, ...decided }, events: [event] };
  };
