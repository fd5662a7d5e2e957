import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '@tradeloom/chassis';
import type { RunningPlatform } from '../flows/running-platform.ts';
import type { AllRows } from './all-rows.ts';
import { rows } from './rows.ts';

/** Gives each a key, which is his login. */
export const giveKeys = async (all: AllRows, people: readonly Actor[]): Promise<void> => {
  for (const { login, organisation, kind, role } of people) {
    await all.query(
      `insert into gateway.api_keys (key_hash, organisation, organisation_kind, login, role) values ($1, $2, $3, $4, $5)`,
      [createHash('sha256').update(login).digest('hex'), organisation, kind, login, role],
    );
  }
};

const holdEvent = (schema: string): string => `
  insert into ${schema}.held_events (event_id, topic, key, type, source, aggregate, aggregate_id, version, parties, actor,
      business_date, occurred_at, payload, state, tries, error)
    values ($1, 'planted', 'planted', 'tradeloom.planted.v1.Planted', 'planted', 'planted', $1, 1, $2, 'planted',
      '2026-12-07', now(), '', 'failed', 3, 'planted')`;

/**
 * What a journey that went well leaves nothing of: a held event in every service, a client, a webhook, an advice of a
 * payment, an incident, two changes to decide on.
 */
export const plant = async (all: AllRows, platform: RunningPlatform): Promise<void> => {
  for (const service of Object.keys(rows)) {
    await all.query(holdEvent(service.replaceAll('-', '_')), [randomUUID(), ['eastbridge']]);
  }
  await all.query(
    `insert into gateway.oauth_clients (id, organisation, organisation_kind, partner, secret_hash, created_by)
       values ($1, 'eastbridge', 'trader', 'eastbridge', 'planted', 'planted')`,
    [`tlc_${randomUUID()}`],
  );
  await all.query(
    `insert into gateway.sftp_keys (id, version, parties, partner, fingerprint, public_key, added_by, added_at)
       select id || ' planted', 0, parties, id, 'planted', 'planted', 'planted', now() from gateway.partners`,
  );
  await all.query(
    `insert into gateway.feed_mappings (id, version, parties, partner, kind, number, columns, confirmed_by, confirmed_at)
       select id || ' mapping', 0, parties, id, 'progress', 1, '[]', 'planted', now() from gateway.partners`,
  );
  await all.query(
    `insert into gateway.feed_drafts (id, parties, partner, content_type, content, kept_at)
       select id || ' draft', array[organisation], id, 'text/csv', 'planted', now() from gateway.partners`,
  );
  await all.query(
    `insert into gateway.profile_versions (id, version, parties, partner, number, status, fields, changed_by, changed_at)
       select id || '/1', 0, parties, id, 1, 'superseded', '{}', 'planted', now() from gateway.partners`,
  );
  await all.query(
    `insert into gateway.as2_stations (id, version, parties, our_name, their_name, sign, encrypt, compress, cipher, receipt, certificates)
       select id, 0, parties, 'planted', id, true, true, true, 'aes-256-cbc', 'sync', '[]' from gateway.partners`,
  );
  await all.query(
    `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, headers, body)
       select id || ' planted', parties, id, 'in', '<planted>', 'taken', '{}', '' from gateway.partners`,
  );
  await all.query(
    `insert into finance.payment_advices (id, version, parties, payee, payer, number, status, payment_date, money, items,
        revision, earlier, findings)
       values ('planted', 0, $1, 'eastbridge', 'harbor-pine', 'planted', 'expected', '2027-01-01',
         '{"amount": "1.00", "currency": "USD"}', '[]', 1, '[]', '[]')`,
    [['eastbridge', 'harbor-pine']],
  );
  await all.query(
    `insert into quality.incidents (id, version, parties, order_id, customer, trader, factory, text, amount, currency,
        status, reported_by, reported_on, evidence, proposals, shares)
       select 'planted', 0, array[trader, factory], id, customer, trader, factory, 'planted', '1.00', 'USD', 'reported',
         trader, '2027-01-01', '[]', '[]', '[]' from quality.orders limit 1`,
  );
  await all.query(
    `insert into gateway.partner_maps (id, version, parties, partner, message, release, number, status, rules, changed_by, changed_at)
       select id || ' planted', 0, parties, id, '850', '004010', 1, 'draft', '[]', 'planted', now() from gateway.partners`,
  );
  await all.query(
    `insert into gateway.sftp_connections (id, version, parties, host, port, login, host_key, key_number, fetch_from, pattern, poll_seconds, enabled)
       select id, 0, parties, 'planted.invalid', 22, 'planted', 'SHA256:planted', 1, 'out', '*', 86400, false from gateway.partners`,
  );
  const reason = 'planted';
  const account = {
    currency: 'CNY',
    holder: 'Planted',
    accountNumber: 'DE89370400440532013000',
    bank: 'Planted',
    reason,
  };
  const prices = [{ item: 'KT-18', tiers: [{ from: '1', unitPrice: '1.00' }] }];
  const change = { priceList: 'hengda-eastbridge-2026', from: '2027-12-01', prices, reason };
  const webhook = { url: 'https://erp.eastbridge.invalid/events' };
  for (const [who, path, body] of [
    ['ops.e', '/webhooks', webhook],
    ['qian.wen', '/bank-account-changes', account],
    ['chen.li', '/price-changes', change],
  ] as const) {
    const { status, body: answer } = await platform.call(who, 'POST', path, JSON.stringify(body));
    if (status !== 201) throw new Error(`${path} was answered ${status}: ${JSON.stringify(answer)}`);
  }
};
