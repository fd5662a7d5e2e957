import { create, production } from '@tradeloom/contracts';
import { type Decision, type IsoDate, must } from '@tradeloom/kernel';
import {
  type Confirmation,
  confirmedDueOf,
  type FollowedChange,
  lineMessage,
  type OutsourcingLine,
  type OutsourcingOrder,
} from './outsourcing-order.rules.ts';

export type Answer = 'accepted' | 'changed' | 'rejected';

export interface AnsweredLine {
  readonly line: string;
  /** Null where the answer says nothing of the deliveries: as asked. Empty: the line is refused. */
  readonly confirmations: readonly Confirmation[] | null;
}

const withAnswers = (lines: readonly OutsourcingLine[], answers: readonly AnsweredLine[]): OutsourcingLine[] => {
  for (const { line } of answers) {
    must(
      lines.some((l) => l.line === line),
      'production.outsourcing.unknown-line',
      { en: `The order has no line ${line}`, zh: `订单没有第 ${line} 行` },
      { line },
    );
  }
  return lines.map((line) => {
    const asAsked = line.deliveries.map(({ quantity, due }) => ({ quantity, date: due }));
    return { ...line, confirmations: answers.find((a) => a.line === line.line)?.confirmations ?? asAsked };
  });
};

const sayTheSame = (a: readonly OutsourcingLine[], b: readonly OutsourcingLine[]): boolean => {
  const said = (lines: readonly OutsourcingLine[]): string =>
    lines.map((l) => l.confirmations.map((c) => `${c.quantity}@${c.date}`).join('+')).join('|');
  return said(a) === said(b);
};

const isRefused = ({ confirmations }: OutsourcingLine): boolean => confirmations.length === 0;

/** Who refuses the order refuses what was asked on top of it: should he accept after all, nobody waits for those answers. */
const closeChanges = (changes: readonly FollowedChange[]): FollowedChange[] =>
  changes.map((change) => ({ ...change, outcome: change.outcome ?? 'rejected' }));

/** The supplier answers: as asked, with his own dates, or no. The same answer again changes nothing. */
export const acknowledge =
  (outcome: Answer, answers: readonly AnsweredLine[], today: IsoDate): Decision<OutsourcingOrder> =>
  (order) => {
    const lines = outcome === 'rejected' ? order.lines : withAnswers(order.lines, answers);
    const status = outcome === 'rejected' ? ('rejected' as const) : ('acknowledged' as const);
    if (order.status === status && sayTheSame(lines, order.lines)) return { state: order, events: [] };
    const changes = outcome === 'rejected' ? closeChanges(order.changes) : order.changes;
    return {
      state: { ...order, status, lines, changes, acknowledgedOn: order.acknowledgedOn ?? today },
      events: [
        create(production.OutsourcingOrderAcknowledgedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          supplier: order.supplier,
          factory: order.factory,
          outcome,
          lines: lines.map((line) => lineMessage(line, isRefused(line) ? '' : confirmedDueOf(line))),
          placedOn: order.placedOn,
          acknowledgedOn: today,
        }),
      ],
    };
  };

/** The supplier answers a change. */
export const acknowledgeChange =
  (changeNumber: string, outcome: Answer, answers: readonly AnsweredLine[]): Decision<OutsourcingOrder> =>
  (order) => {
    const change = order.changes.find((c) => c.number === changeNumber);
    must(
      change !== undefined,
      'production.outsourcing.unknown-change',
      {
        en: `Order ${order.number} has no change ${changeNumber}`,
        zh: `订单 ${order.number} 没有变更 ${changeNumber}`,
      },
      { change: changeNumber },
    );
    if (change.outcome === outcome) return { state: order, events: [] };
    const lines = outcome === 'rejected' ? order.lines : withAnswers(order.lines, answers);
    const changes = order.changes.map((c) => (c === change ? { ...c, outcome } : c));
    return {
      state: { ...order, lines, changes },
      events: [
        create(production.OutsourcingChangeAcknowledgedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          supplier: order.supplier,
          changeNumber,
          outcome,
        }),
      ],
    };
  };
