import { decimal, type Text } from '@tradeloom/kernel';
import type { Finding } from '../document-refusals/document-refusal.rules.ts';
import { isOf } from './compare-goods.rules.ts';
import type { ReportedLine, ShippedGoods } from './reported-goods.rules.ts';

const finding = (code: string, position: number, text: Text, facts: Readonly<Record<string, string>>): Finding => ({
  code: `logistics.receipt.${code}`,
  severity: 'block',
  text,
  facts: { ...facts, position: String(position) },
});

const isDecimal = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

const checkLine = (line: ReportedLine, position: number, goods: readonly ShippedGoods[]): Finding[] => {
  const { orderNumber, line: number, received, accepted, rejected, damaged, unit } = line;
  const shipped = goods.find((one) => isOf(one)(line));
  if (!shipped) {
    const text = {
      en: `Line ${number} of order ${orderNumber} is not in this shipment`,
      zh: `订单 ${orderNumber} 第 ${number} 行不在本次装运中`,
    };
    return [finding('unknown-line', position, text, { order: orderNumber, line: number })];
  }
  if (unit !== shipped.unit) {
    const text = {
      en: `Line ${number} was shipped in ${shipped.unit}, the report counts in ${unit}`,
      zh: `第 ${number} 行发货单位为 ${shipped.unit}，报告单位为 ${unit}`,
    };
    return [finding('other-unit', position, text, { line: number, unit, shipped: shipped.unit })];
  }
  const quantities = [received, accepted, rejected, damaged ?? '0'];
  const addsUp =
    quantities.every(isDecimal) &&
    decimal(accepted).plus(rejected).eq(received) &&
    decimal(damaged ?? '0').lte(rejected);
  if (addsUp) return [];
  const text = {
    en: `Line ${number}: accepted ${accepted} and rejected ${rejected} (damaged ${damaged ?? 0}) do not make received ${received}`,
    zh: `第 ${number} 行：接受 ${accepted} 与拒收 ${rejected}（破损 ${damaged ?? 0}）之和与收货 ${received} 不符`,
  };
  return [finding('does-not-add-up', position, text, { line: number, received, accepted, rejected })];
};

/** Why the report cannot be set against the shipment; none: it can. A position is that of the line in the report. */
export const checkReport = (lines: readonly ReportedLine[], goods: readonly ShippedGoods[]): Finding[] =>
  lines.flatMap((line, index) => checkLine(line, index + 1, goods));
