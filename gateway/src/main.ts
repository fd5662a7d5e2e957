import { runService } from '@tradeloom/chassis';
import { GatewayModule } from './gateway.module.ts';
import { fileSizeLimit } from './mailboxes/uploaded-file.ts';
import { pages, prepareGateway } from './prepare-gateway.ts';

await runService(GatewayModule, { rawBodyLimit: fileSizeLimit, pages, prepare: prepareGateway });
