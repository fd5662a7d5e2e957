import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionIdle, sessionLifetime } from '../../gateway/src/access/sessions.ts';
import { openBodiesLimits } from '../../gateway/src/as2/open-bodies.ts';
import { tokenLifetime } from '../../gateway/src/authorization/issued-tokens.ts';
import { fileSizeLimit } from '../../gateway/src/mailboxes/uploaded-file.ts';
import { defaultLimits } from '../../gateway/src/rate-limits/limit.rules.ts';
import { securityEventNames } from '../../libs/chassis/src/security-event.ts';
import { root } from './declared-events.ts';

/** The pages of docs/security, held to what the code reads, names and does. */
const pageOf = (name: string): string => readFileSync(join(root, 'docs/security', `${name}.md`), 'utf8');
const running = globSync('{services/*,gateway,libs/{as2,chassis,contracts,edi,feeds,kernel,trail}}/src/**/*.ts', {
  cwd: root,
}).filter((file) => !/\.(test|fixture)\.ts$/.test(file));
const sources = new Map(
  running.toSorted().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]),
);

const inCode = (pattern: RegExp): string[] =>
  [
    ...new Set([...sources.values()].flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found))),
  ].toSorted();
/** What stands in backquotes at the beginning of a table's row. */
const rowsOf = (text: string): string[] =>
  [...text.matchAll(/^\| ((?:`[^`]+`(?:, )?)+)/gm)].flatMap(([, cell = '']) => quotedIn(cell));
const quotedIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, found = '']) => found);
const between = (text: string, from: string, to: string): string => {
  const [, after = ''] = text.split(from);
  return after.split(to)[0] ?? '';
};

describe('keys-and-algorithms.md', () => {
  const page = pageOf('keys-and-algorithms');

  // ASVS V11.1.1, V13.3.2
  it('names every secret that is read, and no other', () => {
    const named = rowsOf(between(page, '## Keys', 'The gateways draw'));
    expect(named.toSorted()).toEqual([...inCode(/secretOf\([\w.]+, '(\w+)'\)/g), 'ARCHIVE_KEYS_DIR'].toSorted());
  });

  // ASVS V11.1.2
  it('names every key that the gateways draw, each for one purpose', () => {
    const named = rowsOf(between(page, 'The gateways draw', '## Algorithms'));
    expect(named.toSorted()).toEqual(inCode(/(?:secretFor|signingKeyFor)\('([^']+)'\)/g));
  });

  // ASVS V11.1.2, V11.2.2
  it('names every algorithm, each of which stands in few places', () => {
    const named = rowsOf(between(page, '## Algorithms', 'Only `node:crypto`'));
    const found = inCode(
      /'(EdDSA|ES\d+|RS\d+|PS\d+|HS\d+|A\d+GCM|A\d+CBC-HS\d+|aes-[\w-]+|chacha[\w-]+|des-[\w-]+|sha-?\d+|md5)'/g,
    );
    expect(named.toSorted()).toEqual([...found, 'scrypt'].toSorted());
    for (const algorithm of ['aes-256-gcm', 'A256GCM', 'HS256']) {
      expect([...sources.values()].filter((text) => text.includes(`'${algorithm}'`))).toHaveLength(1);
    }
  });

  // ASVS V11.2.1, V11.2.3, V11.5.1
  it('has all of it computed by node:crypto and jose, and no secret of less than 128 bits', () => {
    const imported = inCode(
      /from '(?:node:)?((?:@?[\w-]+\/)?[\w-]*(?:crypto|jose|sodium|bcrypt|argon|forge|nacl|aes|sjcl|uuid)[\w-]*)'/g,
    );
    expect(imported).toEqual(['crypto', 'jose']);
    // a pause between two tries is no secret
    const careless = inCode(/^(.*Math\.random\(.*)$/gm);
    for (const line of careless) expect(line).toMatch(/\b(pauseMs|backoffMs)\(/);
    // nor is the name of a file that is renamed at once
    const secrets = inCode(/^(.*randomBytes\(\d+\).*)$/gm).filter((line) => !line.includes('.tmp`'));
    for (const line of secrets) expect(Number(/randomBytes\((\d+)\)/.exec(line)?.[1])).toBeGreaterThanOrEqual(16);
    const drawn = readFileSync(join(root, 'libs/stack/src/credentials.ts'), 'utf8');
    expect(drawn).toContain(`const secret = (): string => randomBytes(16).toString('hex')`);
  });
});

describe('data-classes.md', () => {
  // ASVS V14.1.1, V14.1.2
  it('says of every table of which class its rows are', () => {
    const table = between(pageOf('data-classes'), '| class | tables |', '\n\n');
    const migrations = [...sources].filter(([file]) => /\/migrations\/|\.migration\.ts$/.test(file));
    const made = migrations.flatMap(([, text]) => [
      ...[...text.matchAll(/create table (?:if not exists )?(?:platform\.)?([a-z0-9_]+)/g)].map(
        ([, name = '']) => name,
      ),
      ...(text.includes('create table ${')
        ? [...text.matchAll(/^ {2}([a-z0-9_]+): `/gm)].map(([, name = '']) => name)
        : []),
    ]);
    expect(made.length).toBeGreaterThan(70);
    expect(quotedIn(table).toSorted()).toEqual([...new Set(made)].toSorted());
  });
});

describe('what-is-logged.md', () => {
  const page = pageOf('what-is-logged');

  // ASVS V16.1.1
  it('names every security event, and no other', () => {
    expect(rowsOf(between(page, '## Security events', 'Decisions')).filter((name) => name !== 'security')).toEqual([
      ...securityEventNames,
    ]);
  });

  // ASVS V16.2.3
  it('names every place that lines and spans are written to: nothing writes elsewhere', () => {
    expect(inCode(/\b(console\.\w+|process\.std(?:out|err)\.write)\(/g)).toEqual([]);
    expect([...sources].filter(([, text]) => text.includes(`from 'pino'`)).map(([file]) => file)).toEqual([
      'libs/chassis/src/log.ts',
    ]);
    for (const setting of inCode(/env\['((?:OTEL|ZIPKIN)\w+)'\]/g)) expect(page).toContain(`\`${setting}\``);
  });
});

describe('sessions-and-sign-in.md', () => {
  const page = pageOf('sessions-and-sign-in').replaceAll(/\s+/g, ' ');

  // ASVS V6.1.1, V7.1.1
  it('says how long, how often and how many, as the code does', () => {
    expect(page).toContain(`It lasts ${sessionLifetime / 3600} hours`);
    expect(page).toContain(`ends after ${sessionIdle / 3600} hour in which`);
    expect(page).toContain(`access token of ${tokenLifetime} seconds`);
    const { password, 'sign-in': signIn, strangers } = defaultLimits;
    expect(page).toContain(`${password.requests} in ${password.seconds} seconds from one address`);
    expect(page).toContain(`address: ${signIn.requests} in ${signIn.seconds} seconds`);
    expect(page).toContain(`unknown callers: ${strangers.requests} in ${strangers.seconds} seconds`);
  });

  // ASVS V6.1.3, V6.3.4
  it('names every way in: the code has no other', () => {
    expect(inCode(/\bthis\.(keys|sessions|tokens|clients)\.caller(?:Of|By\w+)\(/g)).toEqual([
      'clients',
      'keys',
      'sessions',
    ]);
    const opening = [...sources].filter(([, text]) => text.includes('sessions.open(')).map(([file]) => file);
    expect(opening).toEqual(['gateway/src/portal/home.ts', 'gateway/src/sign-in/sign-in-by-provider.ts']);
    expect([...sources].filter(([, text]) => text.includes('this.keys.find(')).map(([file]) => file)).toEqual([
      'gateway/src/sftp/log-in.ts',
    ]);
    const setting = [...sources].filter(([, text]) => /\brequest\.caller = /.test(text)).map(([file]) => file);
    expect(setting).toEqual(['gateway/src/access/know-caller.ts', 'libs/chassis/src/access/caller.guard.ts']);
  });
});

describe('outside-calls.md', () => {
  const page = pageOf('outside-calls');

  // ASVS V13.1.1, V13.2.4, V13.2.5
  it('names every address that is called: each from the configuration, by a file that is known to call', () => {
    const calling =
      /\bfetch\(`|httpRequest\(\n|from '(?:pg|kafkajs|@platformatic\/kafka|@grpc\/grpc-js|openid-client|undici|axios|node:(?:net|tls|https|dgram|http2))'|import\('(?:openid-client|@opentelemetry\/exporter[\w-]+)'\)/;
    const allowed =
      /^(gateway\/src\/(api\/(forward|openapi)|sign-in\/openid-sign-in|outside\/post|sftp-client\/call-server)|libs\/chassis\/src\/(database|deadlines|events|grpc|trail|telemetry)\/[\w/-]+)\.ts$/;
    const found = [...sources]
      .filter(([, text]) =>
        calling.test(
          text.replace(
            /import (type|\{ (BlockList, (isIP, )?isIPv6|type AddressInfo, createServer[^}]*) \}) [^;]+;/g,
            '',
          ),
        ),
      )
      .map(([file]) => file);
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter((file) => !allowed.test(file))).toEqual([]);
    const settings = inCode(/env\['(\w*(?:ISSUER|BROKERS|ENDPOINT|NETWORKS))'\]/g);
    for (const setting of [...settings, 'DATABASE_URL', 'RELAY_DATABASE_URL']) expect(page).toContain(`\`${setting}\``);
    const hosts = inCode(/['"`]https?:\/\/([\w.-]+)/g).filter(
      (host) => !/^(gateway|own\.invalid|127\.0\.0\.1|erp\.example\.com)$/.test(host),
    );
    expect(hosts).toEqual([]);
  });
});

describe('input-and-load.md', () => {
  const page = pageOf('input-and-load').replaceAll('\n', ' ');

  // ASVS V2.1.1, V2.1.3, V5.1.1, V15.1.3
  it('says the limits that the code has', () => {
    expect(page).toContain(`${fileSizeLimit} bytes, packed or not`);
    const otherLimit = /otherBodyLimit = ([\d_]+)/.exec(sources.get('gateway/src/prepare-gateway.ts') ?? '')?.[1];
    expect(page).toContain(`| ${otherLimit?.replaceAll('_', '')} bytes |`);
    for (const [name, { requests, seconds }] of Object.entries(defaultLimits)) {
      expect(page).toContain(`\`${name}=${requests}/${seconds}\``);
    }
    const [each, all] = [openBodiesLimits.each, openBodiesLimits.all].map((bytes) => bytes / 1_048_576);
    expect(page).toContain(`${each} MiB from one address, ${all} MiB in all`);
  });
});

describe('updates.md', () => {
  // ASVS V15.1.1
  it('gives every severity a number of days, the sooner the worse', () => {
    const rows = [...pageOf('updates').matchAll(/^\| (critical|high|medium|low)[^|]*\| (\d+) days \|/gm)];
    const days = rows.map(([, , number]) => Number(number));
    expect(rows.map(([, severity]) => severity)).toEqual(['critical', 'high', 'medium', 'low']);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });
});

describe('access-rules.md', () => {
  // ASVS V8.1.1, V8.1.2
  it('points at the tables that say who may do what: every service has both', () => {
    const page = pageOf('access-rules');
    const routes = readFileSync(join(root, 'test/access/routes.yaml'), 'utf8');
    for (const place of ['`test/access/routes.yaml`', '`views.ts`', '`@Allow`']) expect(page).toContain(place);
    const services = globSync('{services/*,gateway}', { cwd: root }).map(
      (folder) => folder.split(/[/\\]/).at(-1) ?? '',
    );
    expect(services).toHaveLength(7);
    for (const name of services) {
      expect(routes).toMatch(new RegExp(`^${name}:$`, 'm'));
      expect(running.some((file) => file.includes(name) && file.endsWith('src/views.ts'))).toBe(true);
    }
  });
});
