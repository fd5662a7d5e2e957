import type { DespatchAdvice } from '@tradeloom/edi';
import { type FeedKind } from './feed-kind.ts';
import { ownWords } from './headers.ts';
import { itemOf, type RowReader } from './row-reader.ts';

/** 送货单: what is on its way, per delivery note, order line and lot. */
export const deliveryNoteFeed: FeedKind<DespatchAdvice> = {
  name: 'delivery-note',
  title: { en: 'Delivery note', zh: '送货单' },
  own: ownWords({ quantity: '数量 Qty, Quantity', despatchDate: '日期 Date' }),
  signature: ['noteNumber', 'despatchDate'],
  required: ['noteNumber', 'orderNumber', 'line', 'quantity'],
  optional: ['item', 'sellerItem', 'description', 'unit', 'lot', 'cartons', 'despatchDate', 'arrival'],
  assumes: {
    despatchDate: { en: 'No despatch date column: the date of receipt stands in', zh: '无发货日期列，以收到日期代替' },
  },
  readRow: (row, setting) => {
    const shipmentNumber = row.needed('noteNumber', row.identifier('noteNumber'));
    const orderNumber = row.needed('orderNumber', row.identifier('orderNumber'));
    const line = row.needed('line', row.lineNumber());
    const quantity = row.needed('quantity', row.quantity('quantity', row.unit(setting.unit)));
    const lot = row.identifier('lot');
    const cartons = readCartons(row);
    const despatchDate = row.date('despatchDate')?.date ?? setting.receivedOn;
    const estimatedArrival = row.date('arrival')?.date;
    const item = itemOf(row);
    if (quantity?.number === '0') {
      row.refuse('quantity', {
        code: 'feed.quantity.zero',
        message: { en: 'A delivery of nothing', zh: '送货数量为零' },
        suggestion: { en: 'Write the quantity, or leave the row out', zh: '请填数量或删除该行' },
      });
    }
    if (shipmentNumber === undefined || orderNumber === undefined || line === undefined) return undefined;
    if (!quantity || row.refused) return undefined;
    return {
      kind: 'despatch-advice',
      shipmentNumber,
      despatchDate,
      ...(estimatedArrival === undefined ? {} : { estimatedArrival }),
      parties: [],
      ...(cartons === undefined ? {} : { packages: { count: cartons, type: 'CTN' } }),
      lines: [
        {
          orderNumber,
          line,
          ...item,
          quantity: quantity.number,
          unit: quantity.unit,
          ...(lot === undefined ? {} : { lot }),
          ...(cartons === undefined ? {} : { cartons }),
        },
      ],
    };
  },
  /** What is said twice of a note is heard once: what were missing the first time would never be heard. */
  together: ['noteNumber', 'orderNumber'],
  about: ['noteNumber', 'orderNumber', 'line', 'lot'],
  keyOf: (advice) => advice.shipmentNumber,
  join: ([first, ...rest]) => {
    const all = [first!, ...rest];
    const lines = all.flatMap((advice) => advice.lines);
    const counted = all.flatMap((advice) => (advice.packages ? [advice.packages.count] : []));
    const count = counted.reduce((sum, n) => sum + n, 0);
    return { ...first!, ...(counted.length > 0 ? { packages: { count, type: 'CTN' } } : {}), lines };
  },
};

const readCartons = (row: RowReader): number | undefined => {
  const cartons = row.quantity('cartons', 'CTN');
  return cartons === undefined ? undefined : Number(cartons.number);
};
