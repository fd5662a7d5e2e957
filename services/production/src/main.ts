import { runService } from '@tradeloom/chassis';
import { ProductionModule } from './production.module.ts';

await runService(ProductionModule);
