import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, ListField, TextField, Transactions } from '@tradeloom/chassis';
import { type FeedKindName, type Field, feedKinds, fields } from '@tradeloom/feeds';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { confirmMapping } from './confirm-mapping.ts';
import { FeedMappings } from './feed-mapping.table.ts';
import type { FeedMapping } from './feed-mapping.ts';
import { withdrawMapping } from './withdraw-mapping.ts';

class LearnedColumnBody {
  @TextField({ max: 100, description: 'the header as the file spells it', example: '实做数' }) header!: string;
  @TextField({ optional: true, enum: Object.keys(fields), description: 'none: the column is to be left alone' })
  field?: Field;
}

class FeedMappingBody {
  @TextField({ enum: feedKinds.map(({ name }) => name) }) kind!: FeedKindName;
  @ListField(() => LearnedColumnBody, { minSize: 1 }) columns!: LearnedColumnBody[];
}

/** A person says what columns mean: no machine does it in his name. */
const people = { roles: ['supplier-clerk', 'operator'] as const };

const shown = ({ parties: _parties, version: _version, ...rest }: FeedMapping) => rest;

/** What people said that the columns of a partner's feeds mean: one mapping in force for each kind, all that ever were. */
@Controller('partners/:partner/feed-mappings')
export class ManageFeedMappings {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ roles: ['system', 'supplier-clerk', 'operator'] })
  list(@Param('partner') partner: string, @Caller() by: Actor): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return (await tx.find(FeedMappings, { partner }, { kind: 'ASC', number: 'DESC' })).map(shown);
    });
  }

  /** What is said now is added to the mapping in force, and stands in its place; files that come from now on are read by it. */
  @Post()
  @Allow(people)
  confirm(
    @Param('partner') partner: string,
    @Body() { kind, columns }: FeedMappingBody,
    @Caller() by: Actor,
  ): Promise<object> {
    const said = columns.map(({ header, field = null }) => ({ header, field }));
    return this.transactions.run(async (tx) => shown(await confirmMapping(tx, partner, by, { kind, columns: said })));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(people)
  async withdraw(@Param('partner') partner: string, @Param('id') id: string, @Caller() by: Actor): Promise<void> {
    await this.transactions.run((tx) => withdrawMapping(tx, partner, by, id));
  }
}
