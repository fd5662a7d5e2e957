import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environmentOf } from '../src/environment.ts';
import { instancesOf } from '../src/instances.ts';
import { checkout } from '../src/places.ts';
import { blockAt } from '../src/ports.ts';
import { PLATFORM } from '../src/services.ts';

interface ComposeService {
  image?: string;
  build?: { context: string; dockerfile: string; args: { SERVICE: string } };
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}

interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(join(checkout, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as ComposeFile;

const ports = blockAt(8080);

describe('docker-compose.yml', () => {
  it('takes PostgreSQL and Kafka from their official images, in the versions of the embedded ones', () => {
    expect(compose.services['postgres']?.image).toBe('postgres:18');
    expect(compose.services['kafka']?.image).toBe('apache/kafka:4.4.0');
    expect(readFileSync(join(checkout, 'libs/stack/kafka/pom.xml'), 'utf8')).toContain('<version>4.4.0</version>');
  });

  it.each(instancesOf(PLATFORM, ports))(
    'builds $name from its folder, with the environment that the embedded stack gives it',
    (instance) => {
      const { process } = instance;
      const service = compose.services[process.name];
      expect(existsSync(join(checkout, service?.build?.dockerfile ?? ''))).toBe(true);
      expect(join(checkout, service?.build?.args.SERVICE ?? '')).toBe(process.folder);
      expect(service?.healthcheck?.test).toEqual(expect.arrayContaining([expect.stringContaining('/health/ready')]));
      const embedded = environmentOf(instance, {
        ports,
        places: { checkout, state: '/s', jars: '/j', logs: '/l', keys: '/k' },
        database: { ownerUrl: '', appUrl: (schema) => `${schema}_app`, relayUrl: (schema) => `${schema}_relay` },
        brokers: 'kafka:9092',
        keys: { privateKey: '/p', publicKey: '/q', trailKey: '/t', serviceKey: '/r', sftpHostKey: '/s', as2Keys: '/a' },
        mode: 'sandbox',
        businessDate: '2026-12-01',
        inherited: {},
      });
      // the Node settings come with the image; the rest is the same list of names
      const names = Object.keys(embedded).filter((name) => name !== 'NODE_ENV');
      expect(Object.keys(service?.environment ?? {}).sort()).toEqual(names.sort());
      expect(service?.environment?.['DATABASE_URL']).toContain(`//${process.schema}_app:`);
      expect(service?.environment?.['RELAY_DATABASE_URL']).toContain(`//${process.schema}_relay:`);
    },
  );

  it('depends only on services that it has and waits on checks that they have', () => {
    for (const { depends_on } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(name);
        if (condition === 'service_healthy') expect(compose.services[name]?.healthcheck).toBeDefined();
      }
    }
  });

  it('declares every volume it mounts', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes.map((v) => v.split(':')[0]));
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  // ASVS V13.2.3
  it('holds no password, and none has a default', () => {
    for (const [, variable] of text.matchAll(/PASSWORD: (.+)$/gm)) expect(variable).toMatch(/^\$\{\w+:\?/);
    for (const [, password] of text.matchAll(/:\/\/\w+:([^@\n/]+)@/g)) expect(password).toMatch(/^\$\{\w+:\?/);
  });
});
