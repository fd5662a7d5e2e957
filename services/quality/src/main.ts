import { runService } from '@tradeloom/chassis';
import { QualityModule } from './quality.module.ts';

await runService(QualityModule);
