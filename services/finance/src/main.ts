import { runService } from '@tradeloom/chassis';
import { FinanceModule } from './finance.module.ts';

await runService(FinanceModule);
