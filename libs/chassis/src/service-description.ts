import type { DescMessage } from '@bufbuild/protobuf';
import type { EntitySchema } from 'typeorm';

/** What a service tells the chassis about itself. */
export interface ServiceDescription {
  /** Schema, consumer group and proto package bear this name: `logistics_documents`. */
  readonly service: string;
  readonly tables: readonly EntitySchema[];
  /** Events of subscribed topics that this service knowingly does nothing about. */
  readonly ignores?: readonly DescMessage[];
}

export const SERVICE = Symbol('service');
