import { decimal, type Text, total } from '@tradeloom/kernel';
import type { ReceiptReport, ReportedLine, ShippedGoods } from './reported-goods.rules.ts';

/** Shipped against received of one order line. Short and over are arithmetic; damaged is the customer's word. */
export interface GoodsCompared {
  readonly orderId: string;
  readonly customerOrder: string;
  readonly customerLine: string;
  readonly lineId: string;
  readonly item: string;
  readonly unit: string;
  readonly shipped: string;
  /** False while no report speaks of the line: then nothing is said to be missing. */
  readonly reported: boolean;
  readonly received: string;
  readonly accepted: string;
  readonly rejected: string;
  readonly damaged: string;
  readonly short: string;
  readonly over: string;
  readonly differs: boolean;
  readonly reasons: readonly string[];
}

export const isOf =
  ({ customerOrder, customerLine }: Pick<ShippedGoods, 'customerOrder' | 'customerLine'>) =>
  ({ orderNumber, line }: Pick<ReportedLine, 'orderNumber' | 'line'>): boolean =>
    orderNumber === customerOrder && line === customerLine;

const beyond = (more: string, less: string): string => {
  const difference = decimal(more).minus(less);
  return difference.gt(0) ? difference.toFixed() : '0';
};

const compareOne = (goods: ShippedGoods, lines: readonly ReportedLine[]): GoodsCompared => {
  const { quantity: shipped, orderId, customerOrder, customerLine, lineId, item, unit } = goods;
  const sum = (what: (line: ReportedLine) => string | null): string => total(lines.map((l) => what(l) ?? '0'));
  const received = sum((l) => l.received);
  const rejected = sum((l) => l.rejected);
  const short = lines.length === 0 ? '0' : beyond(shipped, received);
  const over = beyond(received, shipped);
  return {
    orderId,
    customerOrder,
    customerLine,
    lineId,
    item,
    unit,
    shipped,
    reported: lines.length > 0,
    received,
    accepted: sum((l) => l.accepted),
    rejected,
    damaged: sum((l) => l.damaged),
    short,
    over,
    differs: [short, over, rejected].some((quantity) => decimal(quantity).gt(0)),
    reasons: [...new Set(lines.flatMap((l) => l.reason ?? []))],
  };
};

/** Every shipped line against the reports in force, added up: a shipment of two containers may be received twice. */
export const compareGoods = (goods: readonly ShippedGoods[], reports: readonly ReceiptReport[]): GoodsCompared[] => {
  const lines = reports.flatMap((report) => report.lines);
  return goods.map((one) => compareOne(one, lines.filter(isOf(one))));
};

const differences = ['short', 'over', 'damaged', 'rejected'] as const;
const words: Readonly<Record<(typeof differences)[number], Text>> = {
  short: { en: 'short', zh: '短少' },
  over: { en: 'over', zh: '溢交' },
  damaged: { en: 'damaged', zh: '破损' },
  rejected: { en: 'rejected', zh: '拒收' },
};

/** The differences in words. Damaged pieces are among the rejected, and named once. */
const differencesOf = (line: GoodsCompared, language: keyof Text): string[] =>
  differences
    .map((what) => [what, what === 'rejected' ? beyond(line.rejected, line.damaged) : line[what]] as const)
    .filter(([, quantity]) => decimal(quantity).gt(0))
    .map(([what, quantity]) => `${words[what][language]} ${quantity} ${line.unit}`);

export const summaryOf = (lines: readonly GoodsCompared[]): Text => {
  const said = (language: keyof Text, line: GoodsCompared): string =>
    differencesOf(line, language).join(language === 'en' ? ', ' : '、');
  const differing = lines.filter((line) => line.differs);
  if (differing.length === 0) return { en: 'received as shipped', zh: '与发货一致' };
  return {
    en: differing.map((l) => `line ${l.customerLine} ${said('en', l)}`).join('; '),
    zh: differing.map((l) => `第 ${l.customerLine} 行${said('zh', l)}`).join('；'),
  };
};
