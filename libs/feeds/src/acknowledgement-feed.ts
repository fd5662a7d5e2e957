import type { OrderResponse } from '@tradeloom/edi';
import { type FeedKind } from './feed-kind.ts';
import { ownWords } from './headers.ts';
import { answerColumns, joinLines, orderDateAssumed, outcomeOf, readAnswer } from './line-answer.ts';

/** The supplier's answer to an order: quantity, promised date, yes or no per line. */
export const acknowledgementFeed: FeedKind<OrderResponse> = {
  name: 'acknowledgement',
  title: { en: 'Order acknowledgement', zh: '订单确认' },
  own: ownWords({ quantity: '数量 Qty, Quantity', promised: '日期 Date' }),
  signature: ['promised', 'decision'],
  required: ['orderNumber', 'line', ['quantity', 'ordered'], ['promised', 'decision']],
  optional: answerColumns,
  assumes: orderDateAssumed,
  readRow: (row, setting) => {
    const orderNumber = row.needed('orderNumber', row.identifier('orderNumber'));
    const line = readAnswer(row, setting);
    const sellerOrder = row.identifier('sellerOrder');
    const responseDate = row.date('responseDate')?.date ?? setting.receivedOn;
    const orderDate = row.date('orderDate')?.date ?? responseDate;
    if (orderNumber === undefined || !line || row.refused) return undefined;
    return {
      kind: 'order-response',
      orderNumber,
      orderDate,
      responseDate,
      ...(sellerOrder === undefined ? {} : { sellerOrder }),
      outcome: outcomeOf([line]),
      parties: [],
      lines: [line],
    };
  },
  together: ['orderNumber', 'line'],
  about: ['orderNumber', 'line'],
  keyOf: (response) => response.orderNumber,
  join: ([first, ...rest]) => {
    const lines = joinLines([first!, ...rest].flatMap((response) => response.lines));
    return { ...first!, outcome: outcomeOf(lines), lines };
  },
};
