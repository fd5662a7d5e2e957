import { type Identified, type Noun, nounColumns } from '@tradeloom/chassis';
import type { Take } from '@tradeloom/feeds';
import { EntitySchema } from 'typeorm';

/** How one partner exchanges documents with one of our organisations. */
export interface Partner extends Identified {
  /** The partner's organisation. */
  readonly organisation: string;
  /** Ours: whom the partner buys from or sells to. */
  readonly counterparty: string;
  readonly format: 'x12' | 'edifact' | 'ubl' | 'sheet';
  /** ISA05/06 or ISA07/08 of the partner, and GS02/03; UNB S002 or S003; EndpointID and its scheme. */
  readonly qualifier: string | null;
  readonly identity: string | null;
  readonly groupIdentity: string | null;
  readonly ourQualifier: string | null;
  readonly ourIdentity: string | null;
  readonly ourGroupIdentity: string | null;
  readonly x12Version: string | null;
  /** How groups of 005010 are answered; older ones have a 997 only. */
  readonly x12Acknowledgement: '997' | '999';
  /** `D.96A` when none is named. */
  readonly edifactDirectory: string | null;
  readonly test: boolean;
  /** Canonical document kinds this partner is sent. */
  readonly sends: readonly string[];
  /** What is taken of a feed that is not good in every row, where its sender does not say. */
  readonly feedTake: Take;
}

export const PartnersTable = new EntitySchema<Partner>({
  name: 'partner',
  tableName: 'partners',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    counterparty: { type: 'text' },
    format: { type: 'text' },
    qualifier: { type: 'text', nullable: true },
    identity: { type: 'text', nullable: true },
    groupIdentity: { name: 'group_identity', type: 'text', nullable: true },
    ourQualifier: { name: 'our_qualifier', type: 'text', nullable: true },
    ourIdentity: { name: 'our_identity', type: 'text', nullable: true },
    ourGroupIdentity: { name: 'our_group_identity', type: 'text', nullable: true },
    x12Version: { name: 'x12_version', type: 'text', nullable: true },
    x12Acknowledgement: { name: 'x12_acknowledgement', type: 'text' },
    edifactDirectory: { name: 'edifact_directory', type: 'text', nullable: true },
    test: { type: 'boolean' },
    sends: { type: 'text', array: true },
    feedTake: { name: 'feed_take', type: 'text' },
  },
});

export const Partners: Noun<Partner> = { name: 'partner', table: PartnersTable };
