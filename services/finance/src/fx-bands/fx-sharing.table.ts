import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { FxSharing } from './fx-sharing.rules.ts';

export const FxSharingsTable = new EntitySchema<FxSharing>({
  name: 'fx-sharing',
  tableName: 'fx_sharings',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    factory: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    shipmentId: { name: 'shipment_id', type: 'text' },
    shipmentNumber: { name: 'shipment_number', type: 'text' },
    pair: { type: 'text' },
    band: { type: 'jsonb' },
    shipped: { type: 'jsonb' },
    onBoard: { name: 'on_board', type: 'date' },
    rate: { type: 'jsonb', nullable: true },
    adjustment: { type: 'jsonb', nullable: true },
    postings: { type: 'int' },
  },
});

export const FxSharings: Noun<FxSharing> = { name: 'fx-sharing', table: FxSharingsTable };
