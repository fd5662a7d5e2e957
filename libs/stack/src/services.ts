import { join } from 'node:path';
import { checkout } from './places.ts';
import { SERVICES, type ServiceName } from './ports.ts';

export const GATEWAY = 'gateway';

/** A process of the platform: one of the six services, or the gateway. */
export interface PlatformProcess {
  readonly name: ServiceName | typeof GATEWAY;
  /** its schema, and the stem of its roles and topic (`logistics_documents`) */
  readonly schema: string;
  /** absolute path of its package */
  readonly folder: string;
}

const schemaOf = (name: string): string => name.replaceAll('-', '_');

export const PLATFORM: readonly PlatformProcess[] = [
  ...SERVICES.map((name) => ({ name, schema: schemaOf(name), folder: join(checkout, 'services', name) })),
  { name: GATEWAY, schema: GATEWAY, folder: join(checkout, 'gateway') },
];

/** `LOGISTICS_DOCUMENTS_URL`: the stem of a service's environment variables */
export const variableStem = (name: string): string => schemaOf(name).toUpperCase();
