import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ShipmentTransport } from './shipment-transport.rules.ts';

export const ShipmentTransportsTable = new EntitySchema<ShipmentTransport>({
  name: 'shipment-transport',
  tableName: 'shipment_transports',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    milestones: { type: 'jsonb' },
    lateArrival: { name: 'late_arrival', type: 'jsonb', nullable: true },
  },
});

export const ShipmentTransports: Noun<ShipmentTransport> = {
  name: 'shipment-transport',
  table: ShipmentTransportsTable,
};
