import { create, orders } from '@tradeloom/contracts';
import { DomainError, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import type { ItemPrice, PriceList, Tier } from './price.rules.ts';

export interface PricePerson {
  readonly login: string;
  readonly organisation: string;
}

/** An approval, RFC 3339. */
export interface PriceApproval extends PricePerson {
  readonly at: string;
}

/**
 * Other prices as one person proposed them, to follow a list from a day on. Each company that is party to the list
 * approves, in the proposer's own somebody else than he; until then the list in force stays. 价格变更
 */
export interface PriceChange {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  /** the list it is to follow */
  readonly priceList: string;
  readonly seller: string;
  readonly buyer: string;
  readonly from: IsoDate;
  /** the items whose prices change, as they shall be and as they were */
  readonly prices: readonly ItemPrice[];
  readonly before: readonly ItemPrice[];
  /** the exchange rate the new prices were calculated with; null when it stays */
  readonly baseRate: string | null;
  readonly reason: string;
  readonly status: 'proposed' | 'approved' | 'rejected';
  readonly proposedBy: PricePerson;
  readonly proposedAt: string;
  readonly approvals: readonly PriceApproval[];
  readonly rejectedBy: PricePerson | null;
  readonly rejectedBecause: string | null;
}

type Proposal = Pick<PriceChange, 'id' | 'from' | 'prices' | 'baseRate' | 'reason' | 'proposedBy' | 'proposedAt'>;

const overtaken = (): DomainError =>
  new DomainError(
    'orders.price-change.overtaken',
    { en: 'Another list has followed this one already', zh: '该价目表已被其他价目表取代' },
    {},
    'conflict',
  );

/** @param following lists of the same seller and buyer, the one to be followed among them */
const mustBeNewest = (list: PriceList, following: readonly PriceList[]): void => {
  if (following.some((other) => other.id !== list.id && other.validFrom >= list.validFrom)) throw overtaken();
};

const mustAscend = (item: string, tiers: readonly Tier[]): void =>
  must(
    tiers.every(({ from, unitPrice }, i) => {
      const before = tiers[i - 1];
      return decimal(unitPrice).gt(0) && decimal(from).gt(before?.from ?? 0);
    }),
    'orders.price-change.tiers',
    { en: `The tiers of ${item} must ascend, each with a price above zero`, zh: `${item} 的阶梯须递增且价格大于零` },
    { item },
  );

export const proposePrices = (
  proposal: Proposal,
  list: PriceList,
  following: readonly PriceList[],
): Outcome<PriceChange> => {
  const { id, from, prices, proposedBy } = proposal;
  mustBeNewest(list, following);
  must(
    from > list.validFrom,
    'orders.price-change.too-early',
    { en: `New prices follow the list that began on ${list.validFrom}`, zh: `新价格须晚于 ${list.validFrom} 生效` },
    { validFrom: list.validFrom },
  );
  const items = prices.map(({ item }) => item);
  must(new Set(items).size === items.length, 'orders.price-change.item-twice', {
    en: 'An item is named twice',
    zh: '同一物料重复出现',
  });
  for (const { item, tiers } of prices) mustAscend(item, tiers);
  must(proposal.baseRate === null || decimal(proposal.baseRate).gt(0), 'orders.price-change.rate', {
    en: 'A rate is greater than zero',
    zh: '汇率必须大于零',
  });
  const { seller, buyer, parties } = list;
  const event = create(orders.PriceChangeProposedSchema, {
    changeId: id,
    priceList: list.id,
    seller,
    buyer,
    from,
    proposedBy: proposedBy.login,
    items,
  });
  const before = list.prices.filter(({ item }) => items.includes(item));
  const undecided = { status: 'proposed', approvals: [], rejectedBy: null, rejectedBecause: null } as const;
  const state = { ...proposal, ...undecided, version: 0, parties, priceList: list.id, seller, buyer, before };
  return { state, events: [event] };
};

const mustBeOpen = ({ status }: PriceChange): void =>
  must(
    status === 'proposed',
    'orders.price-change.decided',
    { en: `The change is ${status} already`, zh: `该变更已处理（${status}）` },
    { status },
  );

/** One more company agrees; the last of them puts the new list in force. */
export const approvePrices =
  (approval: PriceApproval) =>
  (change: PriceChange): Outcome<PriceChange> => {
    const { proposedBy, parties, approvals } = change;
    mustBeOpen(change);
    const isProposer = approval.organisation === proposedBy.organisation && approval.login === proposedBy.login;
    must(!isProposer, 'orders.price-change.four-eyes', {
      en: 'Somebody else than the proposer approves a change of prices',
      zh: '价格变更须由提出人以外的人员批准',
    });
    must(
      !approvals.some(({ organisation }) => organisation === approval.organisation),
      'orders.price-change.approved-already',
      { en: 'Your company has approved already', zh: '贵公司已批准' },
    );
    const given = [...approvals, approval];
    const isAgreed = parties.every((party) => given.some(({ organisation }) => organisation === party));
    return { state: { ...change, approvals: given, status: isAgreed ? 'approved' : 'proposed' }, events: [] };
  };

/** Anybody who may propose or approve may stop it; the proposer thus takes it back. */
export const rejectPrices =
  ({ login, organisation }: PricePerson, reason: string) =>
  (change: PriceChange): Outcome<PriceChange> => {
    mustBeOpen(change);
    const { id, priceList, seller, buyer } = change;
    const event = create(orders.PriceChangeRejectedSchema, {
      changeId: id,
      priceList,
      seller,
      buyer,
      rejectedBy: login,
      reason,
    });
    const rejected = { status: 'rejected', rejectedBy: { login, organisation }, rejectedBecause: reason } as const;
    return { state: { ...change, ...rejected }, events: [event] };
  };

/**
 * The list that follows: the changed prices, all else as it was. It begins on its day, or on the day of the last
 * approval when that came later; orders that were taken before keep theirs.
 */
export const followingList = (
  change: PriceChange,
  list: PriceList,
  { following, today }: { readonly following: readonly PriceList[]; readonly today: IsoDate },
): Outcome<PriceList> => {
  mustBeNewest(list, following);
  const { id, prices, baseRate, proposedBy, approvals, seller, buyer } = change;
  const validFrom = change.from > today ? change.from : today;
  const unchanged = list.prices.filter(({ item }) => !prices.some((price) => price.item === item));
  const event = create(orders.PriceListChangedSchema, {
    changeId: id,
    priceList: list.id,
    seller,
    buyer,
    from: validFrom,
    proposedBy: proposedBy.login,
    approvedBy: approvals.map(({ login }) => login),
    items: prices.map(({ item }) => item),
  });
  const next = { id, version: 0, validFrom, baseRate: baseRate ?? list.baseRate, prices: [...unchanged, ...prices] };
  return { state: { ...list, ...next }, events: [event] };
};
