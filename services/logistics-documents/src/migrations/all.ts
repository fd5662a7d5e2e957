import { LogisticsDocuments1764000000001 } from './0001-logistics-documents.ts';
import { LogisticsDocuments1764000000002 } from './0002-customer-receipts.ts';
import { LogisticsDocuments1764000000003 } from './0003-shipment-transports.ts';

export const migrations = [
  LogisticsDocuments1764000000001,
  LogisticsDocuments1764000000002,
  LogisticsDocuments1764000000003,
];
