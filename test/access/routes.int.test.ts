import type { Actor } from '@tradeloom/chassis';
import type { Stage } from '@tradeloom/testing';
import { byKey, byToken, everybody, type Headers } from './callers.ts';
import { isKnown } from './resources.ts';
import { rows as expected, letsIn, type Row } from './rows.ts';
import { services } from './services.ts';

/** Who opens a door without a name opens it for all; only he is asked. */
const allowedBy = (row: Row): string[] =>
  row === 'anybody' ? ['a stranger'] : everybody.filter((actor) => letsIn(row, actor)).map(({ login }) => login);

/** What is behind an open door answers by its own rules: found, not found, invalid. A closed page asks to sign in first. */
const isOpen = (status: number, body: string, location: unknown): boolean => {
  if (status >= 500) throw new Error(`answered ${status}: ${body}`);
  if (typeof location === 'string' && location.startsWith('/?return=')) return false;
  return !/"code":"(access\.unknown-caller|access\.not-allowed|request\.no-such-resource)"/.test(body);
};

describe.each(Object.keys(services))('the doors of %s', (service) => {
  let stage: Stage;
  let known: (actor: Actor) => Promise<Headers>;
  let routes: string[] = [];

  beforeAll(async () => {
    stage = await (services[service] as () => Promise<Stage>)();
    known = service === 'gateway' ? await byKey(stage) : byToken(service);
    const { paths } = (await inject('GET', '/openapi.json', {})).json<{ paths: Record<string, object> }>();
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }, 60_000);
  afterAll(() => stage.close());

  const inject = (method: string, url: string, headers: Headers) =>
    stage.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method: method as 'GET',
        url,
        headers: { ...headers, ...(['POST', 'PUT'].includes(method) && { 'content-type': 'application/json' }) },
        ...(['POST', 'PUT'].includes(method) && { payload: '{}' }),
      });

  const whoMay = async (route: string): Promise<string[]> => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replaceAll(/\{\w+\}/g, 'none');
    const answers = await Promise.all(
      [undefined, ...(expected[service]?.[route] === 'anybody' ? [] : everybody)].map(async (actor) => {
        const { statusCode, payload, headers } = await inject(method, url, actor ? await known(actor) : {});
        return { name: actor?.login ?? 'a stranger', open: isOpen(statusCode, payload, headers['location']) };
      }),
    );
    return answers.filter(({ open }) => open).map(({ name }) => name);
  };

  it('are those of which it is written down who may use them', () => {
    expect(routes.sort()).toEqual(Object.keys(expected[service] ?? {}).sort());
  });

  it('are described in full: every class that a body or an answer refers to', async () => {
    const { payload } = await inject('GET', '/openapi.json', {});
    const { components } = JSON.parse(payload) as { components: { schemas: Record<string, object> } };
    const named = [...payload.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !Object.hasOwn(components.schemas, name))).toEqual([]);
  });

  it('say of each path with a parameter what it names', () => {
    const named = Object.entries(expected[service] ?? {}).filter(([route]) => route.includes('{'));
    const silent = named.filter(
      ([, row]) => row === 'anybody' || [row.of, row.own].filter((name) => name && isKnown(name)).length !== 1,
    );
    expect(silent.map(([route]) => route)).toEqual([]);
  });

  it('open for these kinds and roles, and for nobody else', async () => {
    const found: Record<string, string[]> = {};
    for (const route of routes) found[route] = await whoMay(route);
    const rows = Object.entries(expected[service] ?? {});
    expect(found).toEqual(Object.fromEntries(rows.map(([route, row]) => [route, allowedBy(row)])));
  }, 60_000);
});
