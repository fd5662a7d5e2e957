import type { AllRows } from './all-rows.ts';

/** A record that a path can name: whose it is, and what stands for each parameter. */
export interface Resource {
  readonly parties: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** What `of` and `own` of `routes.yaml` mean: columns are the parameters of the path, beside the parties. */
const kept: Readonly<Record<string, string>> = {
  timeline: `select order_id as id, array_agg(distinct party) as parties
               from gateway.timeline, unnest(parties) party where order_id is not null group by order_id`,
  partner: 'select id as partner, parties from gateway.partners',
  interchange: 'select partner, id, parties from gateway.interchanges order by received_at limit 20',
  'own partner': 'select id as partner, array[counterparty] as parties from gateway.partners',
  'partner map': `select partner, maps.id, array[counterparty] as parties
                    from gateway.partner_maps maps join gateway.partners on partners.id = partner`,
  'own interchange': `select partner, interchanges.id, array[counterparty] as parties
                        from gateway.interchanges join gateway.partners on partners.id = partner
                       order by received_at limit 20`,
  'SFTP connection': 'select id as partner, parties from gateway.sftp_connections',
  'AS2 station': `select id as partner, 'planted' as fingerprint, parties from gateway.as2_stations`,
  'AS2 message': `select partner, id, 'message' as which, parties from gateway.as2_messages`,
  'feed mapping': 'select partner, id, parties from gateway.feed_mappings where withdrawn_at is null',
  'feed draft': 'select id, parties from gateway.feed_drafts',
  'profile version': 'select partner, number::text, parties from gateway.profile_versions',
  'SFTP key': 'select partner, id, parties from gateway.sftp_keys where revoked_at is null',
  'OAuth client': 'select id, array[organisation] as parties from gateway.oauth_clients',
  webhook: `select webhooks.id, heard.event_id as event, webhooks.parties from gateway.webhooks
             cross join lateral (select event_id from gateway.timeline where organisation = any (parties) limit 1) heard`,
  order: 'select id, parties from orders.orders',
  'exchange rate': 'select distinct pair, array[organisation] as parties from orders.exchange_rates',
  'change request': 'select id, parties from orders.change_requests',
  'price change': 'select id, parties from orders.price_changes',
  stock: 'select item, parties from production.stocks',
  release: 'select id as "order", parties from production.releases',
  promise: 'select id as "order", parties from production.promises',
  'outsourcing order': 'select id, parties from production.outsourcing_orders',
  'material issue': 'select id, parties from production.material_movements',
  capacity: 'select code as resource, parties from production.resources',
  'inspection regime': 'select id, parties from quality.regimes',
  'order to inspect': 'select order_id as "orderId", parties from quality.samples',
  sample: 'select id, parties from quality.samples',
  lot: 'select id, parties from quality.lots',
  inspection: 'select id, parties from quality.inspections',
  incident: 'select id, parties from quality.incidents',
  shipment: 'select id, parties from logistics_documents.shipments',
  document: 'select id, parties from logistics_documents.documents',
  'document set': 'select id, parties from logistics_documents.document_sets',
  statement: 'select id, parties from finance.statements',
  'statement line': `select id, '1' as n, parties from finance.statements`,
  'payment received': 'select id, parties from finance.receipts',
  'payment advice': 'select id, parties from finance.payment_advices',
  'payment plan': 'select id, parties from finance.payment_plans',
  'payment stage': `select id, stages -> 0 ->> 'id' as stage, parties from finance.payment_plans`,
  'credit limit': 'select customer, parties from finance.credit_limits',
  'bank account change': 'select id, parties from finance.bank_account_changes',
  supplier: `select supplier, array_agg(distinct party) as parties
               from supplier_performance.scorecards, unnest(parties) party group by supplier`,
  rectification: 'select id, parties from supplier_performance.rectifications',
};

/** Every service has its own. */
const heldEvents = (service: string): string =>
  `select event_id as id, parties from ${service.replaceAll('-', '_')}.held_events`;

const sqlOf = (name: string, service: string): string | undefined =>
  name === 'held event' ? heldEvents(service) : kept[name];

/** Whether there is a place to look for such records. */
export const isKnown = (name: string): boolean => sqlOf(name, 'orders') !== undefined;

/** The records of that name that there are now. @throws Error when there are none, for then nothing could be shown */
export const resourcesOf = async (rows: AllRows, name: string, service: string): Promise<Resource[]> => {
  const sql = sqlOf(name, service);
  if (sql === undefined) throw new Error(`nothing is known to be a ${name}`);
  const found = await rows.query<{ parties: string[] } & Record<string, string | string[]>>(sql);
  if (found.length === 0) throw new Error(`${service} has no ${name}`);
  return found.map(({ parties, ...values }) => ({ parties, values: values as Record<string, string> }));
};
