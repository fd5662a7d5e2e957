import { Body, Controller, Get, HttpCode, Post, type Type } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { Allow, Caller } from '../access/allow.ts';
import { TextField } from '../http/fields.ts';
import { many, type ViewTable } from '../views/view-table.ts';
import { operators, operatorsSet } from './quarantine-views.ts';
import { type Discarded, type SeenUnreadable, UnreadableRecords } from './unreadable-records.ts';

class DiscardRecordBody {
  @TextField({ description: 'of the record' }) id!: string;
  @TextField({ description: 'what it was, and why nobody needs it' }) reason!: string;
}

const doorsOf = (service: string): string => `quarantine/${service.replaceAll('_', '-')}/unreadable`;

/** Doors to what lay on the service's topics and is no event that can be read. */
export const unreadableDoors = (service: string): Type => {
  @Controller(doorsOf(service))
  @Allow({ roles: ['operator'] })
  class Unreadable {
    constructor(private readonly records: UnreadableRecords) {}

    @Get()
    async all(): Promise<{ records: SeenUnreadable[] }> {
      return { records: await this.records.all() };
    }

    @Post('discard')
    @HttpCode(200)
    discard(@Caller() by: Actor, @Body() { id, reason }: DiscardRecordBody): Promise<Discarded> {
      return this.records.discard(id, by, reason);
    }
  }
  return Unreadable;
};

export const unreadableViews = (service: string): ViewTable => ({
  resources: {
    'unreadable-records': { records: many('unreadable-record') },
    'unreadable-record': { 'id topic partition offset key headers bytes reason since': operators },
    'discarded-record': { 'id at by because': operators },
    'discard-record-request': { 'id reason': operatorsSet },
  },
  routes: {
    [`GET /${doorsOf(service)}`]: { shows: 'unreadable-records' },
    [`POST /${doorsOf(service)}/discard`]: { takes: 'discard-record-request', shows: 'discarded-record' },
  },
});
