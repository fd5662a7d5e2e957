import { join } from 'node:path';
import { type RelayedPorts } from './backends.ts';
import type { Instance } from './instances.ts';
import { type KeyFiles } from './keys.ts';
import { type MigratedDatabase } from './migrate.ts';
import { type Places } from './places.ts';
import { type PortBlock, SERVICES } from './ports.ts';
import { GATEWAY, variableStem } from './services.ts';

export type Mode = 'demo' | 'sandbox' | 'production';

export interface EnvironmentPlan {
  readonly ports: PortBlock;
  readonly places: Places;
  readonly database: MigratedDatabase;
  readonly brokers: string;
  readonly keys: KeyFiles;
  readonly mode: Mode;
  /** `2026-12-01`, when one is set */
  readonly businessDate: string | undefined;
  /** `http://127.0.0.1:8103` when traces are shown */
  readonly zipkin?: string;
  /** what the person who starts the stack has set */
  readonly inherited: NodeJS.ProcessEnv;
  /** the port of what stands between the processes and their database, and the one for the broker */
  readonly relayed?: RelayedPorts;
  /** the last word about the environment of each process */
  readonly surround?: Surround;
  /** where each process is built, asked at every start; here unless said otherwise */
  readonly builtIn?: BuiltIn;
}

/** @returns what is added to the environment of the instance of this name */
export type Surround = (instance: string) => NodeJS.ProcessEnv;

/** @returns the checkout with the release that the instance of this name runs */
export type BuiltIn = (instance: string) => string;

/** A service inherits the machine's traits and the telemetry settings, never the administrator's DATABASE_URL. */
const INHERITED =
  /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|LOG_LEVEL|KAFKA_TOPIC_PREFIX|KAFKA_CLIENT|DRAIN_NOTICE_SECONDS|TRADELOOM_STRICT_VIEWS|OTEL_\w+|(HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS|SystemRoot)$/i;

/** How people and partners reach the gateway; its secret at their identity provider is no service's business. */
const GATEWAY_INHERITED =
  /^(PUBLIC_URL|SFTP_ADDRESS|TRUSTED_PROXIES|RATE_LIMITS|RATE_LIMIT_STORE|OIDC_\w+|WEBHOOK_\w+|PARTNER_NETWORKS)$/;

const LOOPBACK = '127.0.0.1';

/** The whole environment of one instance of a service or the gateway. */
export function environmentOf(instance: Instance, plan: EnvironmentPlan): NodeJS.ProcessEnv {
  const { process, ports: own } = instance;
  const { ports, places, database } = plan;
  const isGateway = process.name === GATEWAY;
  return {
    // one of several: others are told where all of them are found
    ...(isGateway && own.http !== ports.gateway
      ? { PUBLIC_URL: `http://${LOOPBACK}:${ports.gateway}`, SFTP_ADDRESS: `${LOOPBACK}:${ports.sftp}` }
      : {}),
    ...Object.fromEntries(
      Object.entries(plan.inherited).filter(
        ([name]) => INHERITED.test(name) || (isGateway && GATEWAY_INHERITED.test(name)),
      ),
    ),
    NODE_ENV: 'production',
    SERVICE_NAME: process.name,
    HOST: LOOPBACK,
    GRPC_HOST: LOOPBACK,
    PORT: String(own.http),
    GRPC_PORT: String(own.grpc),
    DATABASE_URL: by(database.appUrl(process.schema), plan.relayed?.postgres),
    RELAY_DATABASE_URL: by(database.relayUrl(process.schema), plan.relayed?.postgres),
    KAFKA_BROKERS: plan.relayed?.kafka ? `${LOOPBACK}:${plan.relayed.kafka}` : plan.brokers,
    ...addresses(ports),
    CALLER_TOKEN_PUBLIC_KEY_FILE: plan.keys.publicKey,
    SERVICE_KEY_FILE: plan.keys.serviceKey,
    ...(isGateway
      ? {
          CALLER_TOKEN_PRIVATE_KEY_FILE: plan.keys.privateKey,
          SFTP_PORT: String(own.sftp),
          SFTP_HOST_KEY_FILE: plan.keys.sftpHostKey,
          AS2_KEYS_FILE: plan.keys.as2Keys,
        }
      : {}),
    TRAIL_PRIVATE_KEY_FILE: plan.keys.trailKey,
    TRAIL_DIR: join(places.state, 'trail'),
    TRADELOOM_MODE: plan.mode,
    ...(plan.businessDate ? { TRADELOOM_BUSINESS_DATE: plan.businessDate } : {}),
    ARCHIVE_DIR: join(places.state, 'archive'),
    ...(plan.zipkin ? { ZIPKIN_ENDPOINT: `${plan.zipkin}/api/v2/spans` } : {}),
    ...plan.surround?.(instance.name),
  };
}

const by = (address: string, port: number | undefined): string => {
  if (port === undefined) return address;
  const url = new URL(address);
  url.port = String(port);
  return url.href;
};

/** `ORDERS_URL` for the gateway's way in, `ORDERS_GRPC_URL` for the questions between services. */
const addresses = (ports: PortBlock): NodeJS.ProcessEnv =>
  Object.fromEntries(
    SERVICES.flatMap((service) => [
      [`${variableStem(service)}_URL`, `http://${LOOPBACK}:${ports.http[service]}`],
      [`${variableStem(service)}_GRPC_URL`, `${LOOPBACK}:${ports.grpc[service]}`],
    ]),
  );
