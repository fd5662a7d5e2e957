import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Inspection } from './inspection.rules.ts';

export const InspectionsTable = new EntitySchema<Inspection>({
  name: 'inspection',
  tableName: 'inspections',
  columns: {
    ...nounColumns,
    kind: { type: 'text' },
    status: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    lineId: { name: 'line_id', type: 'text', nullable: true },
    scheduleId: { name: 'schedule_id', type: 'text', nullable: true },
    receiptId: { name: 'receipt_id', type: 'text', nullable: true },
    line: { type: 'text', nullable: true },
    lot: { type: 'text', nullable: true },
    item: { type: 'text' },
    maker: { type: 'text' },
    receiver: { type: 'text' },
    house: { type: 'text', nullable: true },
    quantity: { type: 'numeric' },
    unit: { type: 'text' },
    lotId: { name: 'lot_id', type: 'text', nullable: true },
    attempt: { type: 'int' },
    manualId: { name: 'manual_id', type: 'text', nullable: true },
    manualVersion: { name: 'manual_version', type: 'text', nullable: true },
    standard: { type: 'jsonb', nullable: true },
    classes: { type: 'jsonb' },
    isolated: { type: 'boolean' },
    underHold: { name: 'under_hold', type: 'boolean' },
    releasedOn: { name: 'released_on', type: 'date', nullable: true },
    verdict: { type: 'text', nullable: true },
    inspected: { type: 'int', nullable: true },
    defects: { type: 'jsonb' },
    findings: { type: 'jsonb' },
    accepted: { type: 'numeric', nullable: true },
    rejected: { type: 'numeric', nullable: true },
    dueOn: { name: 'due_on', type: 'date', nullable: true },
    plannedOn: { name: 'planned_on', type: 'date', nullable: true },
    concludedOn: { name: 'concluded_on', type: 'date', nullable: true },
    concludedBy: { name: 'concluded_by', type: 'text', nullable: true },
  },
});

export const Inspections: Noun<Inspection> = { name: 'inspection', table: InspectionsTable };
