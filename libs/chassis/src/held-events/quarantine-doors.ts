import type { JsonValue } from '@bufbuild/protobuf';
import { Body, Controller, Get, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { notFound } from '@tradeloom/kernel';
import { Allow } from '../access/allow.ts';
import { toHeaders } from '../events/headers.ts';
import { JsonField, TextField } from '../http/fields.ts';
import type { Corrections } from './correct-payload.rules.ts';
import { DiscardEvent } from './discard-event.ts';
import { type HeldEvent, type HeldState, shownError, traceIdOf } from './held-event.ts';
import { HeldReport } from './held-report.ts';
import { maskedPayload, maskedWords } from './mask-payload.rules.ts';
import { readablePayload } from './payload.ts';
import { ReplayEvent } from './replay-event.ts';
import type { Settled } from './settlement.ts';

class ReplayBody {
  @TextField({ description: 'why it is applied, and what was corrected' }) reason!: string;
  @JsonField({
    optional: true,
    description: 'what is corrected: values of the payload (ProtoJSON) by JSON Pointer; as it came when left out',
    example: { '/lines/0/quantity': '1200' },
  })
  corrections?: Corrections;
}

class DiscardBody {
  @TextField({ description: 'why it is never to be applied here' }) reason!: string;
}

interface Seen {
  readonly id: string;
  readonly state: HeldState;
  readonly type: string;
  readonly key: string;
  readonly aggregate: string;
  readonly version: number;
  readonly orderId: string | null;
  readonly since: Date;
  readonly tries: number;
  readonly reaction: string | null;
  readonly error: string | null;
  readonly traceId: string | null;
}

interface SeenClosely extends Seen {
  /** Its structure, ids and dates: the operator of one party is not told what the event tells another. */
  readonly payload: JsonValue | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
}

const seen = (event: HeldEvent): Seen => {
  const { state, since, tries, reaction, envelope } = event;
  const { id, type, key, aggregate, aggregateId, version, orderId } = envelope;
  const names = { id, state, type, key, aggregate: `${aggregate}/${aggregateId}`, version, orderId };
  return { ...names, since, tries, reaction, error: shownError(event), traceId: traceIdOf(envelope) };
};

const seenClosely = (event: HeldEvent): SeenClosely => {
  const { envelope, stack } = event;
  const payload = readablePayload(envelope);
  const { tradeloom_parties: _parties, tradeloom_actor: _actor, ...headers } = toHeaders(envelope);
  return {
    ...seen(event),
    payload: maskedPayload(payload),
    headers,
    stack: stack === null ? null : maskedWords(stack, payload),
  };
};

/** Doors to the events that the service holds, `/quarantine/{service}`: the gateway tells the services apart by it. */
export const quarantineDoors = (service: string): Type => {
  @Controller(`quarantine/${service.replaceAll('_', '-')}`)
  @Allow({ roles: ['operator'] })
  class Quarantine {
    constructor(
      private readonly report: HeldReport,
      private readonly replayEvent: ReplayEvent,
      private readonly discardEvent: DiscardEvent,
    ) {}

    @Get()
    async all(): Promise<{ events: Seen[] }> {
      return { events: (await this.report.all()).map(seen) };
    }

    @Get(':id')
    async one(@Param('id') id: string): Promise<SeenClosely> {
      const event = await this.report.one(id);
      if (!event) throw notFound('held event', id);
      return seenClosely(event);
    }

    @Post(':id/replay')
    @HttpCode(200)
    replay(@Param('id') id: string, @Body() body: ReplayBody): Promise<Settled> {
      return this.replayEvent.replay(id, body);
    }

    @Post(':id/discard')
    @HttpCode(200)
    discard(@Param('id') id: string, @Body() { reason }: DiscardBody): Promise<Settled> {
      return this.discardEvent.discard(id, reason);
    }
  }
  return Quarantine;
};
