import type { RunningPlatform } from '../flows/running-platform.ts';
import { AllRows } from './all-rows.ts';
import type { Output } from './canaries.ts';

type Ids = Readonly<Record<string, readonly string[]>>;

/** What stands for a parameter of a path: the path before it says of what. The first of each is of the main order. */
const sources: Readonly<Record<string, string>> = {
  'orders/': 'select id from orders.orders order by id limit 2',
  'changes/': 'select id from orders.change_requests order by id limit 2',
  'promises/': 'select id from production.promises order by id limit 1',
  'releases/': 'select id from production.releases order by id limit 1',
  'outsourcing-orders/': 'select id from production.outsourcing_orders order by id limit 2',
  'capacities/': 'select code as id from production.resources order by 1 limit 1',
  'inspections/': 'select id from quality.inspections order by id limit 2',
  'incidents/': 'select id from quality.incidents order by id limit 2',
  'lots/': 'select id from quality.lots order by id limit 2',
  'shipments/': 'select id from logistics_documents.shipments order by id limit 2',
  'payment-advices/': 'select id from finance.payment_advices order by id limit 1',
  'statements/': 'select id from finance.statements order by id limit 2',
  'credit-limits/': 'select customer as id from finance.credit_limits limit 1',
  'suppliers/': 'select distinct supplier as id from supplier_performance.scorecards',
  'partners/': 'select id from gateway.partners',
  'versions/': 'select distinct number::text as id from gateway.profile_versions',
  'interchanges/': 'select id from gateway.interchanges order by received_at desc limit 3',
  'exchange/': 'select id from gateway.interchanges order by received_at limit 2',
  'webhooks/': 'select id from gateway.webhooks order by id limit 3',
  'files/': 'select id from gateway.interchanges order by received_at limit 2',
  'files of partners': `select partner || '/interchanges/' || id as id from gateway.interchanges order by received_at desc limit 25`,
};

/** The journey has none; the matrix plants some. */
const perhapsNone: ReadonlySet<string> = new Set(['versions/', 'payment-advices/', 'incidents/']);

/** The bytes of documents are looked at by kind, below. */
const isDocument = (path: string): boolean => path.startsWith('/api/v1/documents/');
const ofMailbox = '/api/v1/partners/{partner}';
const ofFile = `${ofMailbox}/interchanges/{id}`;

/** Where a list asks for its parameters. */
const queries: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  '/api/v1/atp': () => ['?item=KT18', '?item=KT18-LID'],
  '/api/v1/interchanges': (ids) => (ids['orders/'] ?? []).map((id) => `?find=${id}`),
  '/api/v1/capacities/{resource}': () => ['?from=2026-12-07&to=2027-03-31'],
};
const byOrder =
  /\/(shipments|goods-receipts|progress-reports|warnings|inspections|incidents|lots|outsourcing-orders|ledger\/entries)$/;
const byItem = /\/(manuals|inspection-regimes)$/;
const bySupplier = /\/rectifications$/;
const items = ['KT18', 'TS20'];

const idsOf = (ownerUrl: string, organisations: readonly string[]): Promise<Ids> =>
  AllRows.of(ownerUrl, organisations, async (rows) => {
    const found: Record<string, readonly string[]> = {};
    for (const [name, sql] of Object.entries(sources)) {
      found[name] = (await rows.query<{ id: string }>(sql)).map(({ id }) => id);
    }
    return found;
  });

const organisationsOf = (platform: RunningPlatform): string[] => [
  ...new Set(platform.callers.map(({ organisation }) => organisation)),
];

const askedOf = (path: string, ids: Ids): readonly string[] => {
  const each = (name: string, values: readonly string[] = []) => values.map((value) => `?${name}=${value}`);
  if (byOrder.test(path)) return each('order', ids['orders/']);
  if (byItem.test(path)) return each('item', items);
  if (bySupplier.test(path)) return each('supplier', ids['suppliers/']);
  return queries[path]?.(ids) ?? [''];
};

/** Every address that a path stands for. @throws Error for a parameter that nothing is known to stand for */
const addressesOf = (path: string, ids: Ids): string[] => {
  let paths = [''];
  for (const part of path.split(/(?=\{)|(?<=\})/)) {
    if (!part.startsWith('{')) {
      paths = paths.map((before) => before + part);
      continue;
    }
    const name = /([\w-]+\/)$/.exec(paths[0] ?? '')?.[1] ?? '';
    const known = ids[name];
    if (!known || (known.length === 0 && !perhapsNone.has(name)))
      throw new Error(`nothing stands for ${part} in ${path}`);
    paths = paths.flatMap((before) => known.map((id) => before + encodeURIComponent(id)));
  }
  return paths.flatMap((found) => askedOf(path, ids).map((query) => found + query));
};

/** Messages as they came and went, sealed; the journey has none. */
const ofAs2 = /\/as2\/messages\/\{id\}\//;
/** A journey that went well leaves no event held. */
const ofHeld = /\/quarantine\/[\w-]+\/\{id\}$/;

const atOnce = 8;

/** What a printed document says is pressed into its PDF: who may fetch which kind is what counts. */
export const documentReaders = async (platform: RunningPlatform): Promise<Record<string, string[]>> => {
  const documents = await AllRows.of(platform.ownerUrl, organisationsOf(platform), (rows) =>
    rows.query<{ id: string; kind: string }>('select id, kind from logistics_documents.documents'),
  );
  const readers = new Map<string, Set<string>>(documents.map(({ kind }) => [kind, new Set()]));
  for (const { id, kind } of documents) {
    for (const { name, organisation } of platform.callers) {
      const { bytes } = await platform.fetch(name, `/api/v1/documents/${id}/content`);
      if (bytes.subarray(0, 4).toString() === '%PDF') readers.get(kind)?.add(organisation);
    }
  }
  return Object.fromEntries([...readers].map(([kind, who]) => [kind, [...who].sort()]));
};

/**
 * A mailbox says the same to all people of a company but its operators, whom it lets in to look after other companies'
 * exchange: one of each company, and every operator, try all of them.
 */
const whoTryMailboxes = ({ callers }: RunningPlatform) =>
  callers.filter(
    (caller) =>
      caller.role === 'operator' || caller === callers.find(({ organisation }) => organisation === caller.organisation),
  );

/** What every caller can read of what there is: each GET of the API with known ids, the pages, every partner's files. */
export const crawl = async (platform: RunningPlatform): Promise<{ outputs: Output[]; statuses: number[] }> => {
  const ids = await idsOf(platform.ownerUrl, organisationsOf(platform));
  const { body } = await platform.api<{ paths: Record<string, object> }>('/api/openapi.json');
  const read = Object.entries(body.paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
  const plain = read.filter(
    (path) => !path.startsWith(ofFile) && !isDocument(path) && !ofHeld.test(path) && !ofAs2.test(path),
  );
  const [mailboxes, others] = [true, false].map((own) =>
    plain.filter((path) => path.startsWith(ofMailbox) === own).flatMap((path) => addressesOf(path, ids)),
  );
  const pages = ['/orders/{id}', '/exchange/{id}', '/feeds/files/{id}'].flatMap((path) => addressesOf(path, ids));
  const addresses = ['/', '/exchange', '/feeds', ...(others ?? []), ...pages];
  const files = read
    .filter((path) => path.startsWith(ofFile))
    .flatMap((path) =>
      (ids['files of partners'] ?? []).map((file) => `/api/v1/partners/${file}${path.slice(ofFile.length)}`),
    );
  const outputs: Output[] = [];
  const statuses: number[] = [];
  const asked = [
    ...platform.callers.flatMap((caller) => addresses.map((address) => ({ caller, address }))),
    ...whoTryMailboxes(platform).flatMap((caller) =>
      [...files, ...(mailboxes ?? [])].map((address) => ({ caller, address })),
    ),
  ];
  const worker = async (): Promise<void> => {
    for (let next = asked.pop(); next; next = asked.pop()) {
      const { caller, address } = next;
      const { status, bytes } = await platform.fetch(caller.name, address);
      statuses.push(status);
      const from = `${address} to ${caller.name}`;
      const text = bytes.toString('utf8');
      outputs.push({ organisation: caller.organisation, from, text });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { outputs, statuses };
};
