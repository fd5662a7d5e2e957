import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootService, type Stage } from '@tradeloom/testing';
import { gatewayModule } from '../../gateway/src/gateway.module.ts';
import { fileSizeLimit } from '../../gateway/src/mailboxes/uploaded-file.ts';
import { migrations as ofGateway } from '../../gateway/src/migrations/all.ts';
import { pages, prepareGateway } from '../../gateway/src/prepare-gateway.ts';
import { FinanceModule } from '../../services/finance/src/finance.module.ts';
import { migrations as ofFinance } from '../../services/finance/src/migrations/all.ts';
import { LogisticsDocumentsModule } from '../../services/logistics-documents/src/logistics-documents.module.ts';
import { migrations as ofLogistics } from '../../services/logistics-documents/src/migrations/all.ts';
import { migrations as ofOrders } from '../../services/orders/src/migrations/all.ts';
import { OrdersModule } from '../../services/orders/src/orders.module.ts';
import { migrations as ofProduction } from '../../services/production/src/migrations/all.ts';
import { ProductionModule } from '../../services/production/src/production.module.ts';
import { migrations as ofQuality } from '../../services/quality/src/migrations/all.ts';
import { QualityModule } from '../../services/quality/src/quality.module.ts';
import { migrations as ofPerformance } from '../../services/supplier-performance/src/migrations/all.ts';
import { SupplierPerformanceModule } from '../../services/supplier-performance/src/supplier-performance.module.ts';

const elsewhere = 'http://127.0.0.1:9';
const away = ['ORDERS', 'PRODUCTION', 'QUALITY', 'LOGISTICS_DOCUMENTS', 'FINANCE', 'SUPPLIER_PERFORMANCE'];

/** Every service by name, each on a database of its own; the others are away. */
export const services: Readonly<Record<string, () => Promise<Stage>>> = {
  orders: () => bootService(OrdersModule, { service: 'orders', migrations: ofOrders }),
  production: () => bootService(ProductionModule, { service: 'production', migrations: ofProduction }),
  quality: () => bootService(QualityModule, { service: 'quality', migrations: ofQuality }),
  'logistics-documents': () =>
    bootService(LogisticsDocumentsModule, {
      service: 'logistics_documents',
      migrations: ofLogistics,
      env: { ARCHIVE_DIR: mkdtempSync(join(tmpdir(), 'archive-')) },
    }),
  finance: () => bootService(FinanceModule, { service: 'finance', migrations: ofFinance }),
  'supplier-performance': () =>
    bootService(SupplierPerformanceModule, { service: 'supplier_performance', migrations: ofPerformance }),
  gateway: () =>
    bootService(gatewayModule('demo'), {
      service: 'gateway',
      migrations: ofGateway,
      options: { rawBodyLimit: fileSizeLimit, pages },
      prepare: prepareGateway,
      env: {
        ...Object.fromEntries(away.map((name) => [`${name}_URL`, elsewhere])),
        SFTP_PORT: '0',
        SFTP_HOST_KEY: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
      },
    }),
};
