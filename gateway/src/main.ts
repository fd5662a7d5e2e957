import { modeOf, runService } from '@tradeloom/chassis';
import { gatewayModule } from './gateway.module.ts';
import { fileSizeLimit } from './mailboxes/uploaded-file.ts';
import { pages, prepareGateway } from './prepare-gateway.ts';

await runService(gatewayModule(modeOf(process.env)), {
  rawBodyLimit: fileSizeLimit,
  pages,
  trustedProxies: process.env['TRUSTED_PROXIES'],
  prepare: prepareGateway,
});
