import { type EnvironmentPlan, environmentOf } from '../src/environment.ts';
import { instancesOf } from '../src/instances.ts';
import { blockAt } from '../src/ports.ts';
import { PLATFORM } from '../src/services.ts';

const ports = blockAt(8080);
const named = (name: string) => instancesOf(PLATFORM, ports).find((instance) => instance.name === name)!;
const planned: EnvironmentPlan = {
  ports,
  places: { checkout: '/c', state: '/s', jars: '/j', logs: '/l', keys: '/k' },
  database: { ownerUrl: 'owner', appUrl: (schema) => `app:${schema}`, relayUrl: (schema) => `relay:${schema}` },
  brokers: '127.0.0.1:8101',
  keys: {
    privateKey: '/private',
    publicKey: '/public',
    trailKey: '/trail',
    serviceKey: '/service',
    sftpHostKey: '/sftp-host',
    as2Keys: '/as2',
  },
  mode: 'demo',
  businessDate: '2026-12-01',
  zipkin: 'http://127.0.0.1:8103',
  inherited: {
    PATH: '/bin',
    DATABASE_URL: 'admin',
    AWS_SECRET_ACCESS_KEY: 'x',
    OTEL_SERVICE_NAME: 'o',
    LOG_LEVEL: 'debug',
    OIDC_CLIENT_SECRET: 'at the provider',
  },
};
const environment = (name: string, more: Partial<EnvironmentPlan> = {}) =>
  environmentOf(named(name), { ...planned, ...more });

describe("a service's environment", () => {
  it('has its own roles, never the administrator or anything else that the shell holds', () => {
    const env = environment('logistics-documents');
    expect(env).toMatchObject({
      DATABASE_URL: 'app:logistics_documents',
      RELAY_DATABASE_URL: 'relay:logistics_documents',
    });
    expect(env).toMatchObject({ PATH: '/bin', OTEL_SERVICE_NAME: 'o', LOG_LEVEL: 'debug' });
    expect(Object.values(env)).not.toContain('admin');
    expect(env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
  });

  // ASVS V13.3.2
  it('holds the key that signs caller tokens in the gateway only', () => {
    expect(environment('gateway')['CALLER_TOKEN_PRIVATE_KEY_FILE']).toBe('/private');
    expect(Object.values(environment('orders'))).not.toContain('/private');
  });

  it('opens SFTP at the gateway only, beside its own port', () => {
    expect(environment('gateway')).toMatchObject({ SFTP_PORT: '8022', SFTP_HOST_KEY_FILE: '/sftp-host' });
    expect(environment('orders')).not.toHaveProperty('SFTP_PORT');
    expect(Object.values(environment('orders'))).not.toContain('/sftp-host');
  });

  it('holds what the gateway is to an identity provider in the gateway only', () => {
    expect(environment('gateway')).toMatchObject({ OIDC_CLIENT_SECRET: 'at the provider' });
    expect(environment('orders')).not.toHaveProperty('OIDC_CLIENT_SECRET');
  });

  it('leads by what stands in between, where something does, and takes what is added last', () => {
    const database = {
      ownerUrl: 'owner',
      appUrl: (schema: string) => `postgresql://${schema}_app:secret@127.0.0.1:8100/tradeloom`,
      relayUrl: (schema: string) => `postgresql://${schema}_relay:secret@127.0.0.1:8100/tradeloom`,
    };
    const relayed = { postgres: 9001, kafka: 9002 };
    expect(environment('orders', { database, relayed, surround: (name) => ({ LOG_LEVEL: name }) })).toMatchObject({
      DATABASE_URL: 'postgresql://orders_app:secret@127.0.0.1:9001/tradeloom',
      RELAY_DATABASE_URL: 'postgresql://orders_relay:secret@127.0.0.1:9001/tradeloom',
      KAFKA_BROKERS: '127.0.0.1:9002',
      LOG_LEVEL: 'orders',
    });
  });

  it('names where the others answer', () => {
    expect(environment('gateway')).toMatchObject({
      PORT: '8080',
      SUPPLIER_PERFORMANCE_URL: 'http://127.0.0.1:8086',
      PRODUCTION_GRPC_URL: '127.0.0.1:8092',
      ZIPKIN_ENDPOINT: 'http://127.0.0.1:8103/api/v2/spans',
    });
  });

  it('of one of several gateways names the addresses at which all of them are found', () => {
    const [one] = instancesOf(PLATFORM, ports, 2).filter(({ process }) => process.name === 'gateway');
    const env = environmentOf(one!, planned);
    expect(env).toMatchObject({ PUBLIC_URL: 'http://127.0.0.1:8080', SFTP_ADDRESS: '127.0.0.1:8022' });
    expect([env['PORT'], env['SFTP_PORT']]).not.toEqual(['8080', '8022']);
    expect(environment('gateway')).not.toHaveProperty('SFTP_ADDRESS');
  });
});
