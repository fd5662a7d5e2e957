import { SupplierPerformance1764000000001 } from './0001-supplier-performance.ts';

export const migrations = [SupplierPerformance1764000000001];
