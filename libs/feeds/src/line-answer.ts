import type { LineConfirmation, OrderResponseLine } from '@tradeloom/edi';
import { decimal } from '@tradeloom/kernel';
import type { FeedSetting } from './feed-kind.ts';
import type { Field } from './headers.ts';
import { itemOf, type RowReader } from './row-reader.ts';

type Decision = 'accept' | 'change' | 'reject';

const decisions = new Map<string, Decision>([
  ...'接受 同意 确认 可以 是 ok y yes accept accepted √ ✓'.split(' ').map((w): [string, Decision] => [w, 'accept']),
  ...'变更 部分接受 有条件接受 修改 更改 change changed partial'
    .split(' ')
    .map((w): [string, Decision] => [w, 'change']),
  ...'拒绝 不接受 不同意 否 取消 n no reject rejected × x'.split(' ').map((w): [string, Decision] => [w, 'reject']),
]);

/** Columns of an answer, to an order or to a change of it. */
export const answerColumns: readonly Field[] = [
  ...([
    'item',
    'sellerItem',
    'description',
    'unit',
    'quantity',
    'ordered',
    'requested',
    'promised',
    'decision',
  ] as const),
  ...(['reason', 'remark', 'orderDate', 'responseDate', 'sellerOrder', 'unitPrice'] as const),
];

/** The document must carry the order's date; a sheet without the column leaves only the answer's own. */
export const orderDateAssumed = {
  orderDate: { en: 'No order date column: the date of the answer stands in', zh: '无订单日期列，以回复日期代替' },
} as const;

/** Reads the supplier's answer for one line: how many, when, yes or no. */
export const readAnswer = (row: RowReader, setting: FeedSetting): OrderResponseLine | undefined => {
  const line = row.needed('line', row.lineNumber());
  const unit = row.unit(setting.unit);
  const ordered = row.quantity('ordered', unit);
  const answered = row.quantity('quantity', unit) ?? ordered;
  const requested = row.date('requested')?.date;
  const promised = row.date('promised')?.date;
  const unitPrice = row.number('unitPrice');
  const decision = readDecision(row, promised);
  const reason = row.text('reason') ?? row.text('remark');
  if (decision !== 'reject') row.needed('quantity', answered);
  const date = promised ?? (decision === 'accept' ? requested : undefined);
  if (decision !== 'reject' && decision !== undefined) row.needed('promised', date);
  if (line === undefined || decision === undefined || row.refused) return undefined;
  const quantity = decision === 'reject' ? (ordered ?? answered) : answered;
  const confirmation: LineConfirmation = {
    status: statusOf(decision, { ordered: ordered?.number, answered: answered?.number, requested, date }),
    quantity: quantity?.number ?? '0',
    unit: quantity?.unit ?? unit,
    ...(decision === 'reject' || date === undefined ? {} : { date }),
    ...(reason === undefined ? {} : { reason }),
  };
  return {
    line,
    ...itemOf(row),
    quantity: ordered?.number ?? confirmation.quantity,
    unit: confirmation.unit,
    ...(unitPrice === undefined ? {} : { unitPrice }),
    confirmations: [confirmation],
  };
};

/** No word but a promised date is a yes: that is what an answered sheet without the column says. */
const readDecision = (row: RowReader, promised: string | undefined): Decision | undefined => {
  const decision = row.choice('decision', decisions, { en: 'accept or reject', zh: '接受 或 拒绝' });
  if (decision || row.raw('decision') !== undefined) return decision;
  if (promised !== undefined) return 'accept';
  if (row.raw('promised') === undefined) {
    row.needed(row.has('decision') ? 'decision' : 'promised', undefined, {
      en: 'Write accept with a promised date, or reject',
      zh: '请填“接受”并写承诺交期，或填“拒绝”',
    });
  }
  return undefined;
};

interface Figures {
  readonly ordered: string | undefined;
  readonly answered: string | undefined;
  readonly requested: string | undefined;
  readonly date: string | undefined;
}

/** What the answer changes against the order, as far as the sheet repeats the order's own figures. */
const statusOf = (decision: Decision, figures: Figures): LineConfirmation['status'] => {
  if (decision === 'reject') return 'rejected';
  const { ordered, answered, requested, date } = figures;
  const otherQuantity = ordered !== undefined && answered !== undefined && !decimal(ordered).eq(answered);
  const otherDate = requested !== undefined && date !== undefined && requested !== date;
  if (otherQuantity && otherDate) return 'changed';
  if (otherQuantity) return 'quantity-changed';
  if (otherDate) return 'date-changed';
  return decision === 'change' ? 'changed' : 'accepted';
};

/** Rows of the same order line are its partial deliveries: one line, several confirmations. */
export const joinLines = (lines: readonly OrderResponseLine[]): OrderResponseLine[] => {
  const byLine = new Map<string, OrderResponseLine>();
  for (const line of lines) {
    const known = byLine.get(line.line);
    byLine.set(line.line, known ? { ...known, confirmations: [...known.confirmations, ...line.confirmations] } : line);
  }
  return [...byLine.values()];
};

export const outcomeOf = (lines: readonly OrderResponseLine[]): 'accepted' | 'changed' | 'rejected' => {
  const statuses = lines.flatMap((line) => line.confirmations.map((c) => c.status));
  if (statuses.every((status) => status === 'accepted')) return 'accepted';
  return statuses.every((status) => status === 'rejected') ? 'rejected' : 'changed';
};
