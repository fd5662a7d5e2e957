import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { MaterialMovement } from './material-movement.rules.ts';

export const MaterialMovementsTable = new EntitySchema<MaterialMovement>({
  name: 'material-movement',
  tableName: 'material_movements',
  columns: {
    ...nounColumns,
    kind: { type: 'text' },
    outsourcingOrderId: { name: 'outsourcing_order_id', type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    factory: { type: 'text' },
    supplier: { type: 'text' },
    item: { type: 'text' },
    lot: { type: 'text' },
    quantity: { type: 'numeric' },
    unit: { type: 'text' },
    owner: { type: 'text' },
    location: { type: 'text' },
    document: { type: 'text' },
    corrects: { type: 'text', nullable: true },
    reason: { type: 'text', nullable: true },
    signedBy: { name: 'signed_by', type: 'text' },
    signedOn: { name: 'signed_on', type: 'date' },
    countersignedBy: { name: 'countersigned_by', type: 'text', nullable: true },
    countersignedOn: { name: 'countersigned_on', type: 'date', nullable: true },
  },
});

export const MaterialMovements: Noun<MaterialMovement> = { name: 'material-movement', table: MaterialMovementsTable };
