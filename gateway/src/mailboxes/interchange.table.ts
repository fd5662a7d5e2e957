import { type Actor, type Identified, type Noun, nounColumns } from '@tradeloom/chassis';
import type { Text } from '@tradeloom/kernel';
import { EntitySchema } from 'typeorm';

/** A finding in a file, and where it stands; positions as `tradeloom edi inspect` gives them. */
export interface FileError {
  readonly code: string;
  readonly message: Text;
  readonly [position: string]: unknown;
}

export type Verdict = 'accepted' | 'accepted-with-errors' | 'rejected';

/** What became of one message of an EDI interchange. */
export interface MessageFate {
  readonly type: string;
  readonly control: string;
  readonly groupControl: string;
  readonly verdict: Verdict;
  readonly orderId: string | null;
  readonly errors: readonly FileError[];
}

/** What became of one row of a CSV or XLSX feed. */
export interface RowFate {
  readonly row: number;
  readonly verdict: 'accepted' | 'rejected';
  readonly orderId: string | null;
  readonly errors: readonly FileError[];
}

/** A file that came in or went out, and its fate. Its bytes are kept beside it and never change. */
export interface Interchange extends Identified {
  readonly direction: 'in' | 'out';
  readonly partner: string;
  readonly status: 'received' | 'processed' | 'processed-with-errors' | 'rejected' | 'sent' | 'acknowledged';
  readonly format: 'x12' | 'edifact' | 'csv' | 'xlsx' | 'ubl' | 'unknown';
  readonly charset: string | null;
  readonly control: string | null;
  readonly groupControl: string | null;
  readonly messageType: string | null;
  readonly fileName: string | null;
  readonly contentType: string;
  readonly contentHash: string;
  readonly receivedAt: Date;
  readonly errors: readonly FileError[];
  readonly messages: readonly MessageFate[];
  readonly rows: readonly RowFate[];
  readonly acknowledgements: readonly string[];
  /** The interchange that this one acknowledges. */
  readonly acknowledges: string | null;
  readonly orderId: string | null;
  /** The business document's own number, by which its acknowledgement is found. */
  readonly orderNumber: string | null;
  readonly traceId: string | null;
  readonly traceparent: string | null;
  readonly by: Actor;
}

export const InterchangesTable = new EntitySchema<Interchange>({
  name: 'interchange',
  tableName: 'interchanges',
  columns: {
    ...nounColumns,
    direction: { type: 'text' },
    partner: { type: 'text' },
    status: { type: 'text' },
    format: { type: 'text' },
    charset: { type: 'text', nullable: true },
    control: { type: 'text', nullable: true },
    groupControl: { name: 'group_control', type: 'text', nullable: true },
    messageType: { name: 'message_type', type: 'text', nullable: true },
    fileName: { name: 'file_name', type: 'text', nullable: true },
    contentType: { name: 'content_type', type: 'text' },
    contentHash: { name: 'content_hash', type: 'text' },
    receivedAt: { name: 'received_at', type: 'timestamptz' },
    errors: { type: 'jsonb' },
    messages: { type: 'jsonb' },
    rows: { type: 'jsonb' },
    acknowledgements: { type: 'text', array: true },
    acknowledges: { type: 'text', nullable: true },
    orderId: { name: 'order_id', type: 'text', nullable: true },
    orderNumber: { name: 'order_number', type: 'text', nullable: true },
    traceId: { name: 'trace_id', type: 'text', nullable: true },
    traceparent: { type: 'text', nullable: true },
    by: { type: 'jsonb' },
  },
});

export const Interchanges: Noun<Interchange> = { name: 'interchange', table: InterchangesTable };
