import type { Text } from '@tradeloom/kernel';
import type { MapUse } from '../maps/partner-map.rules.ts';

/** Who handed a file in. */
export interface Sender {
  readonly login: string;
  readonly organisation: string;
}

/** A finding in a file, and where it stands; positions as `tradeloom edi inspect` gives them. */
export interface FileError {
  readonly code: string;
  readonly message: Text;
  readonly [position: string]: unknown;
}

/** The error of a message that nobody here acts on. */
export const untakenCode = 'gateway.document.untaken';

export type Verdict = 'accepted' | 'accepted-with-errors' | 'rejected';

/** What became of one message of an EDI interchange. */
export interface MessageFate {
  readonly type: string;
  readonly control: string;
  readonly groupControl: string;
  /** How its document names itself and what it refers to. */
  readonly numbers: readonly string[];
  readonly verdict: Verdict;
  readonly orderId: string | null;
  readonly errors: readonly FileError[];
  /** A service could not act on it. */
  readonly refused?: boolean;
}

/** What became of one row of a CSV or XLSX feed. */
export interface RowFate {
  readonly row: number;
  readonly numbers: readonly string[];
  readonly verdict: 'accepted' | 'rejected';
  readonly orderId: string | null;
  readonly errors: readonly FileError[];
  /** `about.says` of an accepted row, by which it is known again in a corrected file. */
  readonly fingerprint: string | null;
}

/** A row's fate as it is shown: without that by which it is known again. */
export const shownRow = ({ fingerprint: _fingerprint, ...row }: RowFate): Omit<RowFate, 'fingerprint'> => row;

/** What was asked for when a CSV or XLSX feed came, and how it was read. */
export interface FeedFacts {
  readonly take: 'good-rows' | 'all-or-nothing' | null;
  /** The file that this one corrects. */
  readonly corrects: string | null;
  /** The first file of a row of corrections. */
  readonly root: string | null;
  /** Of feed: `progress`. */
  readonly kind: string | null;
  readonly headers: readonly string[];
  /** What people had said of its columns, as it was read. */
  readonly mapping: { readonly id: string; readonly number: number } | null;
}

export const blankFeed: FeedFacts = { take: null, corrects: null, root: null, kind: null, headers: [], mapping: null };

/** The doors at which files come in, and are fetched; `partner-sftp` is the partner's own server, where we come. */
export type Channel = 'https' | 'sftp' | 'as2' | 'partner-sftp';

/** A file that came in or went out, and its fate. Its bytes are kept beside it and never change. */
export interface Interchange {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly direction: 'in' | 'out';
  /** By which door it came; of a file of ours, by which it was fetched first. */
  readonly channel: Channel | null;
  readonly partner: string;
  /** Kept until those before it have come. */
  readonly held: boolean;
  readonly status:
    | 'received'
    | 'processed'
    | 'processed-with-errors'
    | 'rejected'
    | 'sent'
    | 'acknowledged'
    | 'refused';
  readonly format: 'x12' | 'edifact' | 'csv' | 'xlsx' | 'ubl' | 'unknown';
  readonly charset: string | null;
  readonly control: string | null;
  /** Control numbers of the interchanges of an inbound file that were taken (of UBL `Order/PO-7`), and are not taken again. */
  readonly controls: readonly string[];
  readonly groupControl: string | null;
  readonly messageType: string | null;
  readonly fileName: string | null;
  readonly contentType: string;
  readonly contentHash: string;
  readonly receivedAt: Date;
  /** When the partner had fetched the whole of a file of ours from his outbound folder. */
  readonly collectedAt: Date | null;
  /** When he removed it there. */
  readonly clearedAt: Date | null;
  readonly errors: readonly FileError[];
  readonly messages: readonly MessageFate[];
  readonly rows: readonly RowFate[];
  readonly acknowledgements: readonly string[];
  /** The interchange that this one acknowledges. */
  readonly acknowledges: string | null;
  /** The partner's interchange that acknowledged or rejected this one of ours. */
  readonly acknowledgedBy: string | null;
  /** By when the partner must have acknowledged this file of ours; null where he owes nothing. */
  readonly acknowledgementDue: Date | null;
  /** The version of the partner's profile by which it was read or made; null: the standard. */
  readonly profileVersion: number | null;
  readonly orderId: string | null;
  /** The business document's own number, by which its acknowledgement is found. */
  readonly orderNumber: string | null;
  readonly traceId: string | null;
  readonly traceparent: string | null;
  readonly by: Sender;
  /** Of CSV and XLSX alone. */
  readonly feed: FeedFacts | null;
  /** The versions of the partner's maps that it was read or made by. */
  readonly maps: readonly MapUse[];
}
