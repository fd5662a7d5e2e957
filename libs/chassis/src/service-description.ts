import type { DescMessage } from '@bufbuild/protobuf';
import type { EntitySchema } from 'typeorm';
import type { ViewTable } from './views/view-table.ts';

/** What a service tells the chassis about itself. */
export interface ServiceDescription {
  /** Schema, consumer group and proto package bear this name: `logistics_documents`. */
  readonly service: string;
  readonly tables: readonly EntitySchema[];
  /** Who sees and who sets each field of what the service's doors answer and take. */
  readonly views: ViewTable;
  /** Events of subscribed topics that this service knowingly does nothing about. */
  readonly ignores?: readonly DescMessage[];
}

export const SERVICE = Symbol('service');
