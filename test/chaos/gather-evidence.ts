import { decimal } from '@tradeloom/kernel';
import type { Stack } from '@tradeloom/stack';
import { PLATFORM } from '@tradeloom/stack';
import { topicContents } from '@tradeloom/testing';
import type { Client } from 'pg';
import type { WorkingWeek } from '../../services/production/src/calendars/calendar.rules.ts';
import { type CapacityRate, capacityOn } from '../../services/production/src/capacities/capacity.rules.ts';
import type {
  Arrival,
  CommittedEvent,
  Effect,
  Evidence,
  Heard,
  KeptFile,
  PublishedEvent,
  Reacted,
  Supply,
  TimelineEntry,
} from './checkers/evidence.rules.ts';

/** door -> the numbers that its operations' effects bear in the database */
const effectsOf: Readonly<Record<string, string>> = {
  'order-850': `select customer_order as key from orders.orders where customer_order like 'CE%'`,
  'order-as2': `select customer_order as key from orders.orders where customer_order like 'CS%'`,
  'order-as2-async': `select customer_order as key from orders.orders where customer_order like 'CY%'`,
  'order-sftp': `select customer_order as key from orders.orders where customer_order like 'CF%'`,
  'order-folder': `select customer_order as key from orders.orders where customer_order like 'CP%'`,
  'order-api': `select customer_order as key from orders.orders where customer_order like 'CA%'`,
  'delivery-note-csv': 'select number as key from production.despatches',
  'material-issue': 'select document as key from production.material_movements',
  payment: `select reference as key from finance.receipts`,
  'interchange taken': `select partner || ' ' || taken as key from gateway.interchanges, unnest(controls) as taken
    where direction = 'in'`,
};

const schemas = PLATFORM.map(({ schema }) => schema);
const topics = schemas.map((schema) => `tradeloom.${schema}.v1`);

/** Reads what the run has left behind, as the owner of all schemas on behalf of all parties. */
export const gatherEvidence = async (stack: Stack, owner: Client, heard: Heard): Promise<Evidence> => {
  const before = await committed(owner);
  return {
    effects: await effects(owner),
    highest: { 'progress-csv': await highestProgress(owner) },
    committed: before,
    published: await published(stack, owner, before),
    reacted: await reacted(owner),
    supplies: [...(await resources(owner)), ...(await stocks(owner))],
    files: await files(owner),
    arrivals: await arrivals(owner),
    timeline: await timeline(owner),
    heard,
  };
};

const files = async (owner: Client): Promise<KeptFile[]> =>
  (
    await owner.query<KeptFile>(
      `select partner, channel, coalesce(file_name, '') as name, content_hash as hash
         from gateway.interchanges where direction = 'in'`,
    )
  ).rows;

const arrivals = async (owner: Client): Promise<Arrival[]> =>
  (
    await owner.query<Arrival>(
      `select message_id as "messageId", array(select mic ->> 'digest' from jsonb_array_elements(mics) mic) as digests
         from gateway.as2_messages where direction = 'in' and state = 'taken'`,
    )
  ).rows;

const timeline = async (owner: Client): Promise<TimelineEntry[]> =>
  (
    await owner.query<TimelineEntry>(
      `select event_id as id, replace(service, '-', '_') || '.' || type as type, parties, position::float8 as position
         from gateway.timeline`,
    )
  ).rows;

/** Where work still goes on, events come to the topics that were committed after the tables were read: they wait. */
const published = async (
  { brokers }: Stack,
  owner: Client,
  before: readonly CommittedEvent[],
): Promise<PublishedEvent[]> => {
  const contents = await topicContents(brokers.split(','), topics);
  const read = new Set(before.map(({ id }) => id));
  const later = new Set((await committed(owner)).map(({ id }) => id).filter((id) => !read.has(id)));
  return contents.filter(({ id }) => !later.has(id));
};

const effects = async (owner: Client): Promise<Effect[]> => {
  const found: Effect[] = [];
  for (const [door, numbers] of Object.entries(effectsOf)) {
    const { rows } = await owner.query<{ key: string; count: string }>(
      `select key, count(*) from (${numbers}) effect group by key`,
    );
    found.push(...rows.map(({ key, count }) => ({ door, key, count: Number(count) })));
  }
  return found;
};

const highestProgress = async (owner: Client): Promise<number> => {
  const { rows } = await owner.query<{ highest: string | null }>(
    `select max((figures -> 'finished' ->> 'good')::numeric) as highest from production.progress where item = 'KT18-BASE'`,
  );
  return Number(rows[0]?.highest ?? 0);
};

const committed = async (owner: Client): Promise<CommittedEvent[]> => {
  const all = schemas.map(
    (schema) =>
      `select '${schema}' as service, id, type, aggregate || '/' || aggregate_id as subject, version,
              caused_by as "causedBy" from ${schema}.events`,
  );
  return (await owner.query<CommittedEvent>(all.join(' union all '))).rows;
};

const reacted = async (owner: Client): Promise<Reacted[]> => {
  const all = schemas.map(
    (schema) => `select '${schema}' as service, event_id as "eventId", reaction from ${schema}.inbox`,
  );
  return (await owner.query<Reacted>(all.join(' union all '))).rows;
};

/** What the schedules of all orders were promised, by supply and day. */
const slots = `select slot ->> 'supply' as supply, (slot ->> 'day')::date as day, (slot ->> 'quantity')::numeric as quantity
  from production.promises p, jsonb_array_elements(p.schedules) s, jsonb_array_elements(s -> 'slots') slot
  where p.status <> 'released'`;

interface ResourceDay extends WorkingWeek {
  readonly id: string;
  readonly day: string;
  readonly rates: readonly CapacityRate[];
  readonly booked: string;
  readonly promised: string;
}

const resources = async (owner: Client): Promise<Supply[]> => {
  const { rows } = await owner.query<ResourceDay>(
    `with promised as (select supply, day, sum(quantity) as promised from (${slots}) slot group by supply, day)
     select r.id, day::text, r.rates, c.week, c.exceptions, coalesce(b.booked, 0) as booked, coalesce(p.promised, 0) as promised
       from promised p full join production.bookings b using (supply, day)
       join production.resources r on r.id = supply join production.calendars c on c.id = r.calendar`,
  );
  return rows.map(({ id, day, rates, booked, promised, ...calendar }) => ({
    supply: `${id} ${day}`,
    can: capacityOn(rates, calendar, day),
    booked,
    promised,
  }));
};

interface StockRow {
  readonly id: string;
  readonly on_hand: string;
  readonly receipts: readonly { readonly quantity: string }[];
  readonly booked: string;
  readonly promised: string;
}

const stocks = async (owner: Client): Promise<Supply[]> => {
  const { rows } = await owner.query<StockRow>(
    `select s.id, s.on_hand, s.receipts,
            coalesce((select sum(booked) from production.bookings where supply = s.id), 0) as booked,
            coalesce((select sum(quantity) from (${slots}) slot where slot.supply = s.id), 0) as promised
       from production.stocks s`,
  );
  return rows.map(({ id, on_hand, receipts, booked, promised }) => ({
    supply: id,
    can: receipts.reduce((sum, { quantity }) => sum.plus(quantity), decimal(on_hand)).toFixed(),
    booked,
    promised,
  }));
};
