import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Places } from './places.ts';
import { type PortBlock, SERVICES } from './ports.ts';
import { GATEWAY } from './services.ts';

/** `.tradeloom/endpoints.json`: `{"gateway":"http://127.0.0.1:8080","orders":"http://..."...}` */
export type Endpoints = Readonly<Record<string, string>> & { readonly gateway: string };

export function endpointsOf(ports: PortBlock, database: string, brokers: string, zipkin?: string): Endpoints {
  const { host } = new URL(database);
  return {
    [GATEWAY]: `http://127.0.0.1:${ports.gateway}`,
    ...Object.fromEntries(SERVICES.map((service) => [service, `http://127.0.0.1:${ports.http[service]}`])),
    sftp: `sftp://127.0.0.1:${ports.sftp}`,
    // without user and password: those stand in keys/
    postgres: `postgresql://${host}${new URL(database).pathname}`,
    kafka: brokers,
    ...(zipkin ? { zipkin } : {}),
  } as Endpoints;
}

export const writeEndpoints = (places: Places, endpoints: Endpoints): void =>
  writeFileSync(join(places.state, 'endpoints.json'), `${JSON.stringify(endpoints, undefined, 2)}\n`);
