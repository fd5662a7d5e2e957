import { runService } from '@tradeloom/chassis';
import { SupplierPerformanceModule } from './supplier-performance.module.ts';

await runService(SupplierPerformanceModule);
