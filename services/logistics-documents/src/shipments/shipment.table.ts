import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Shipment } from './shipment.rules.ts';

export const ShipmentsTable = new EntitySchema<Shipment>({
  name: 'shipment',
  tableName: 'shipments',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    status: { type: 'text' },
    orderIds: { name: 'order_ids', type: 'text', array: true },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    forwarder: { type: 'text', nullable: true },
    mode: { type: 'text' },
    destinationCountry: { name: 'destination_country', type: 'text' },
    instruction: { type: 'jsonb' },
    lines: { type: 'jsonb' },
    packing: { type: 'jsonb', nullable: true },
    booking: { type: 'jsonb', nullable: true },
    instructions: { type: 'int' },
    containers: { type: 'jsonb' },
    setVersions: { name: 'set_versions', type: 'int' },
    draft: { type: 'jsonb', nullable: true },
    approved: { type: 'jsonb', nullable: true },
    onBoardOn: { name: 'on_board_on', type: 'date', nullable: true },
    copySentOn: { name: 'copy_sent_on', type: 'date', nullable: true },
    originals: { type: 'jsonb', nullable: true },
    release: { type: 'jsonb', nullable: true },
    paidOrders: { name: 'paid_orders', type: 'text', array: true },
  },
});

export const Shipments: Noun<Shipment> = { name: 'shipment', table: ShipmentsTable };
