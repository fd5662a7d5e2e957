import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Incident } from './incident.rules.ts';

export const IncidentsTable = new EntitySchema<Incident>({
  name: 'incident',
  tableName: 'incidents',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    lotId: { name: 'lot_id', type: 'text', nullable: true },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    text: { type: 'text' },
    amount: { type: 'text' },
    currency: { type: 'text' },
    status: { type: 'text' },
    reportedBy: { name: 'reported_by', type: 'text' },
    reportedOn: { name: 'reported_on', type: 'date' },
    closedOn: { name: 'closed_on', type: 'date', nullable: true },
    evidence: { type: 'jsonb' },
    proposals: { type: 'jsonb' },
    shares: { type: 'jsonb' },
  },
});

export const Incidents: Noun<Incident> = { name: 'incident', table: IncidentsTable };
