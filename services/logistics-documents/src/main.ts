import { runService } from '@tradeloom/chassis';
import { LogisticsDocumentsModule } from './logistics-documents.module.ts';

await runService(LogisticsDocumentsModule);
