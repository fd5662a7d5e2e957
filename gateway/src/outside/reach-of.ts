import { Reach } from './reach.ts';

/** Where partners may be called besides the Internet: nowhere, unless the operator names networks. */
export const reachOf = (env: NodeJS.ProcessEnv): Reach =>
  new Reach((env['PARTNER_NETWORKS'] ?? '').split(',').filter(Boolean));
