import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { type HeldEvent, type HeldRow, type HeldState, heldEventOf, shownError } from './held-event.ts';
import { HeldEvents, notBehind } from './held-events.ts';
import { UnreadableRecords } from './unreadable-records.ts';

export interface HeldSummary {
  readonly counts: Readonly<Record<HeldState | 'unreadable', number>>;
  /** One line per event, or record that is none, that a person should look at. */
  readonly problems: readonly string[];
  /** When the next waiting event is to be tried. */
  readonly dueInMs: number | null;
}

export const nothingHeld: HeldSummary = {
  counts: { parked: 0, waiting: 0, failed: 0, unknown: 0, unreadable: 0 },
  problems: [],
  dueInMs: null,
};

/** What came too early, or speaks of what is not known here, may wait this long before it is an alarm. */
const patience = `interval '60 seconds'`;
/** Readiness names so many; all are counted. */
const named = 20;
const listed = 1_000;

/** What is held: of all, for those who watch the service, without its content; of the caller's own, for the doors. */
@Injectable()
export class HeldReport {
  constructor(
    private readonly held: HeldEvents,
    private readonly transactions: Transactions,
    private readonly unreadable: UnreadableRecords,
  ) {}

  async summary(): Promise<HeldSummary> {
    const [tally] = await this.held.ask<{
      counts: Partial<Record<HeldState, number>> | null;
      due_in_ms: number | null;
      unreadable: number;
    }>(
      `select (select jsonb_object_agg(state, n) from (select state, count(*) as n from held_events group by state) c) as counts,
              (select extract(epoch from min(next_try_at) - now())::float8 * 1000 from held_events h
                where state in ('waiting', 'unknown') and ${notBehind}) as due_in_ms,
              (select count(*)::int from unreadable_records where discarded_at is null) as unreadable`,
    );
    if (!tally?.counts && !tally?.unreadable) return nothingHeld;
    const problems = await this.held.ask<HeldRow>(
      `select * from held_events where state in ('failed', 'unknown') or alarmed order by since limit ${named}`,
    );
    const unreadable = tally.unreadable > 0 ? await this.unreadable.problems() : [];
    return {
      counts: { ...nothingHeld.counts, ...tally.counts, unreadable: tally.unreadable },
      problems: [...problems.map((row) => lineOf(heldEventOf(row))), ...unreadable],
      dueInMs: tally.due_in_ms,
    };
  }

  /** What is held of the caller's events, in the order of their lanes. */
  async all(): Promise<HeldEvent[]> {
    const rows = await this.transactions.run((tx) =>
      tx.query<HeldRow>(`select * from held_events order by seq limit ${listed}`),
    );
    return rows.map(heldEventOf);
  }

  /** Undefined when it is none of the caller's, or not held any more. */
  async one(id: string): Promise<HeldEvent | undefined> {
    const [row] = await this.transactions.run((tx) =>
      tx.query<HeldRow>('select * from held_events where event_id = $1', [id]),
    );
    return row && heldEventOf(row);
  }

  /** Events whose patience has run out, each told once. */
  async overdue(): Promise<HeldEvent[]> {
    const rows = await this.held.ask<HeldRow>(
      `with overdue as (update held_events h set alarmed = true
          where not alarmed and since < now() - ${patience} and (state = 'waiting' or (state = 'parked'
            and version > 1 + coalesce((select p.version from event_positions p where (p.source, p.aggregate, p.aggregate_id)
                                          = (h.source, h.aggregate, h.aggregate_id)), 0)
            and not exists (select from held_events before where (before.source, before.aggregate, before.aggregate_id)
                              = (h.source, h.aggregate, h.aggregate_id) and before.version < h.version)))
          returning *) select * from overdue`,
    );
    return rows.map(heldEventOf);
  }
}

const lineOf = (event: HeldEvent): string => {
  const { state, since, envelope } = event;
  const { id, type, key, version } = envelope;
  const because = { failed: 'quarantined', unknown: 'of unknown type', waiting: 'waits', parked: 'came too early' }[
    state
  ];
  return `event ${id} (${type}, key ${key}, version ${version}) ${because} since ${since.toISOString()}: ${shownError(event) ?? '-'}`;
};
