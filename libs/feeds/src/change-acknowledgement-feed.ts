import type { OrderChangeResponse } from '@tradeloom/edi';
import { type FeedKind } from './feed-kind.ts';
import { ownWords } from './headers.ts';
import { answerColumns, joinLines, orderDateAssumed, outcomeOf, readAnswer } from './line-answer.ts';

/** The supplier's answer to a change of an order: the acknowledgement's columns against a change number. */
export const changeAcknowledgementFeed: FeedKind<OrderChangeResponse> = {
  name: 'change-acknowledgement',
  title: { en: 'Change acknowledgement', zh: '变更确认' },
  own: ownWords({
    quantity: '数量 变更后数量 新数量 Qty, Quantity, New Qty',
    promised: '日期 Date',
    requested: '变更后交期 新交期',
  }),
  signature: ['changeNumber'],
  required: ['changeNumber', 'orderNumber', 'line', ['quantity', 'ordered'], ['promised', 'decision']],
  optional: answerColumns,
  assumes: orderDateAssumed,
  readRow: (row, setting) => {
    const changeNumber = row.needed('changeNumber', row.identifier('changeNumber'));
    const orderNumber = row.needed('orderNumber', row.identifier('orderNumber'));
    const line = readAnswer(row, setting);
    const responseDate = row.date('responseDate')?.date ?? setting.receivedOn;
    const orderDate = row.date('orderDate')?.date ?? responseDate;
    if (changeNumber === undefined || orderNumber === undefined || !line || row.refused) return undefined;
    return {
      kind: 'order-change-response',
      orderNumber,
      orderDate,
      changeNumber,
      responseDate,
      outcome: outcomeOf([line]),
      parties: [],
      lines: [line],
    };
  },
  together: ['changeNumber', 'orderNumber', 'line'],
  about: ['changeNumber', 'orderNumber', 'line'],
  keyOf: (response) => JSON.stringify([response.orderNumber, response.changeNumber]),
  join: ([first, ...rest]) => {
    const lines = joinLines([first!, ...rest].flatMap((response) => response.lines));
    return { ...first!, outcome: outcomeOf(lines), lines };
  },
};
