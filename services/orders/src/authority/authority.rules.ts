import { decimal, must, type Text } from '@tradeloom/kernel';
import { type Finding, finding } from '../audits/finding.rules.ts';

/** Who may bind the trading company, lowest first. 审批级别 */
export const levels = ['sales', 'sales-supervisor', 'owner'] as const;
export type AuthorityLevel = (typeof levels)[number];

/** What makes an order more than its amount. */
export type OrderKind = 'new-customer-credit' | 'core-customer' | 'payment-terms';

export interface AuthorityPolicy {
  /** Sales may bind up to and including this amount, in US dollars. */
  readonly salesUpTo: string;
  /** From this amount on only the owner may bind. */
  readonly ownerFrom: string;
  /** A kind asks for at least this level, whatever the amount. */
  readonly kinds: Readonly<Record<OrderKind, AuthorityLevel>>;
}

/** <= 50,000 sales, < 200,000 supervisor, >= 200,000 owner; kinds override amounts. */
const customaryAuthority: AuthorityPolicy = {
  salesUpTo: '50000',
  ownerFrom: '200000',
  kinds: { 'new-customer-credit': 'sales-supervisor', 'core-customer': 'owner', 'payment-terms': 'sales-supervisor' },
};

/** US dollars, unrounded; null when no rate is known. */
type Value = string | null;

export interface AuthorityQuestion {
  readonly order: Value;
  /** The customer's other orders of the same day: one order in several parts is still one order. */
  readonly sameDay: readonly Value[];
  readonly kinds: readonly OrderKind[];
}

export interface AuthorityAnswer {
  readonly level: AuthorityLevel;
  readonly because: Finding;
}

export const covers = (role: string, level: AuthorityLevel): boolean =>
  (levels as readonly string[]).indexOf(role) >= levels.indexOf(level);

export const mustCover = (role: string, level: AuthorityLevel): void =>
  must(
    covers(role, level),
    'orders.authority.too-low',
    { en: `Approval at level ${level} is needed`, zh: `须由 ${level} 级别批准` },
    { required: level, role },
  );

const higher = (a: AuthorityLevel, b: AuthorityLevel): AuthorityLevel => (covers(a, b) ? a : b);

/**
 * The level that must approve. Amounts are compared unrounded: 50,000.004 is above 50,000.
 * What cannot be valued in dollars goes to the owner.
 */
export const authorityFor = (question: AuthorityQuestion, policy = customaryAuthority): AuthorityAnswer => {
  const { order, sameDay } = question;
  const others = sameDay.filter((value) => value !== null);
  if (order === null || others.length < sameDay.length) return unvalued;
  const own = decimal(order);
  const together = others.reduce((sum, other) => sum.plus(other), own);
  const byAmount: AuthorityLevel = together.gte(policy.ownerFrom)
    ? 'owner'
    : together.gt(policy.salesUpTo)
      ? 'sales-supervisor'
      : 'sales';
  const level = question.kinds.map((kind) => policy.kinds[kind]).reduce(higher, byAmount);
  return {
    level,
    because: finding('orders.audit.authority', 'info', authorityText(level, question.sameDay.length), {
      level,
      usd: own.toFixed(),
      usdSameDay: together.toFixed(),
      ordersSameDay: String(question.sameDay.length + 1),
      salesUpTo: policy.salesUpTo,
      ownerFrom: policy.ownerFrom,
      kinds: question.kinds.join(', '),
    }),
  };
};

const unvalued: AuthorityAnswer = {
  level: 'owner',
  because: finding('orders.audit.authority-unvalued', 'warning', {
    en: 'No exchange rate values the order in US dollars: the owner approves',
    zh: '没有可折算美元的汇率，须由老板批准',
  }),
};

const authorityText = (level: AuthorityLevel, others: number): Text => ({
  en: `To be approved at level ${level}${others > 0 ? `, counted together with ${others} other orders of the day` : ''}`,
  zh: `须由 ${level} 级别批准${others > 0 ? `（与当日其他 ${others} 张订单合并计算）` : ''}`,
});
