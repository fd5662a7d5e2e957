import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { stylePath } from '../portal/style.ts';
import { type ServiceName, serviceFor, serviceNames, serviceUrls } from './routes.ts';
import { ServiceAway } from './service-away.ts';

interface OpenApi {
  openapi: string;
  paths: Record<string, object>;
  components?: { schemas?: Record<string, object>; securitySchemes?: Record<string, object> };
}

type MergedDescription = OpenApi & { info: object; security: object[] };

const info = {
  title: 'Tradeloom API',
  version: '1',
  description:
    'One order that both sides own: for partner ERPs, people and the portal. 工厂、外贸公司与外协供应商共同拥有的订单。',
};

const rememberedForMs = 60_000;
const answerWithinMs = 5_000;
const schemas = '#/components/schemas/';

/** The description of the whole API, merged from what each service says of its own doors. */
@Injectable()
export class MergedOpenApi {
  private readonly urls = serviceUrls(process.env);
  private made: { readonly description: Promise<MergedDescription>; readonly until: number } | undefined;

  serve(fastify: FastifyInstance, own: () => Promise<object>): void {
    fastify.get('/api/openapi.json', () => this.merged(own));
    fastify.get('/api/docs', async (_request, reply) => {
      const { paths } = await this.merged(own);
      await reply.header('content-type', 'text/html; charset=utf-8').send(docsPage(paths));
    });
  }

  /** Anybody may ask, so nobody's asking makes all services work each time. */
  private merged(own: () => Promise<object>): Promise<MergedDescription> {
    if (this.made && this.made.until > performance.now()) return this.made.description;
    const description = this.merge(own);
    this.made = { description, until: performance.now() + rememberedForMs };
    description.catch(() => {
      this.made = undefined;
    });
    return description;
  }

  private async merge(own: () => Promise<object>): Promise<MergedDescription> {
    const parts = await Promise.all(serviceNames.map((service) => partOf(service, this.urls[service])));
    const all = [qualified('gateway', (await own()) as OpenApi), ...parts];
    const paths = Object.fromEntries(
      all.flatMap((part) => Object.entries(part.paths).filter(([path]) => path.startsWith('/api/v1/'))),
    );
    return {
      openapi: '3.1.0',
      info,
      paths,
      security: [{ apiKey: [] }, { accessToken: [] }],
      components: {
        schemas: Object.assign({}, ...all.map((part) => part.components?.schemas ?? {})) as Record<string, object>,
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          accessToken: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
        },
      },
    };
  }
}

/** Two services may each have a `LineBody` of their own. */
const qualified = (service: string, part: OpenApi): OpenApi => {
  const { paths, openapi, components } = JSON.parse(
    JSON.stringify(part).replaceAll(schemas, `${schemas}${service}.`),
  ) as OpenApi;
  const named = Object.entries(components?.schemas ?? {}).map(([name, schema]) => [`${service}.${name}`, schema]);
  return { openapi, paths, components: { schemas: Object.fromEntries(named) as Record<string, object> } };
};

/** @throws Error when the service has a door that the gateway would not forward to it */
const partOf = async (service: ServiceName, url: string): Promise<OpenApi> => {
  const part = await described(url);
  const api = '/api/v1/';
  const astray = Object.keys(part.paths).filter(
    (path) => path.startsWith(api) && serviceFor(path.slice(api.length)) !== service,
  );
  if (astray.length > 0) throw new Error(`not routed to ${service}: ${astray.join(', ')}`);
  return qualified(service, part);
};

/** @throws ServiceAway when the service does not say */
const described = async (url: string): Promise<OpenApi> => {
  try {
    const answer = await fetch(`${url}/openapi.json`, {
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return (await answer.json()) as OpenApi;
  } catch (error) {
    throw new ServiceAway(error as Error);
  }
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** A plain list of what there is; the machine-readable description is one click away. */
const docsPage = (paths: Record<string, object>): string => {
  const rows = Object.entries(paths)
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (m) => `<tr><td><code>${escaped(m.toUpperCase())}</code></td><td><code>${escaped(path)}</code></td></tr>`,
      ),
    );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}</title><link rel="stylesheet" href="${stylePath}">
<body class="api"><h1>${info.title}</h1><p>${escaped(info.description)}</p><p><a href="/api/openapi.json">OpenAPI 3.1</a> · <code>Authorization: Bearer &lt;apiKey&gt;</code></p>
<table>${rows.join('')}</table></body></html>`;
};
