import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Certificate } from './certificate.rules.ts';

export const CertificatesTable = new EntitySchema<Certificate>({
  name: 'certificate',
  tableName: 'certificates',
  columns: {
    ...nounColumns,
    supplier: { type: 'text' },
    receiver: { type: 'text' },
    reportNumber: { name: 'report_number', type: 'text' },
    reportDate: { name: 'report_date', type: 'date' },
    line: { type: 'text' },
    shipmentNumber: { name: 'shipment_number', type: 'text' },
    orderNumber: { name: 'order_number', type: 'text' },
    orderLine: { name: 'order_line', type: 'text' },
    item: { type: 'text' },
    sellerItem: { name: 'seller_item', type: 'text' },
    lot: { type: 'text' },
    heat: { type: 'text' },
    quantity: { type: 'numeric', nullable: true },
    unit: { type: 'text', nullable: true },
    note: { type: 'text' },
    characteristics: { type: 'jsonb' },
    verdict: { type: 'text' },
    findings: { type: 'jsonb' },
    content: { type: 'text' },
  },
});

export const Certificates: Noun<Certificate> = { name: 'certificate', table: CertificatesTable };
