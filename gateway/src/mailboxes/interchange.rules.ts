import { type DomainEvent, type Outcome, type Text, unchanged } from '@tradeloom/kernel';
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

export interface ArrivedFile {
  readonly id: string;
  readonly channel: Channel;
  readonly partner: string;
  readonly parties: readonly string[];
  /** SHA-256 of the bytes, hex. */
  readonly contentHash: string;
  readonly contentType: string;
  readonly fileName: string | null;
  readonly by: Sender;
  readonly at: Date;
  readonly traceId: string | null;
  readonly traceparent: string | null;
  /** What its sender asked for. */
  readonly feed?: FeedFacts | undefined;
}

/** A file is kept before anything is known of it. */
export const receive = (file: ArrivedFile): Outcome<Interchange> => ({
  state: {
    id: file.id,
    version: 0,
    parties: file.parties,
    direction: 'in',
    channel: file.channel,
    partner: file.partner,
    held: false,
    status: 'received',
    format: 'unknown',
    charset: null,
    control: null,
    controls: [],
    groupControl: null,
    messageType: null,
    fileName: file.fileName,
    contentType: file.contentType,
    contentHash: file.contentHash,
    receivedAt: file.at,
    collectedAt: null,
    clearedAt: null,
    errors: [],
    messages: [],
    rows: [],
    acknowledgements: [],
    acknowledges: null,
    acknowledgedBy: null,
    acknowledgementDue: null,
    profileVersion: null,
    orderId: null,
    orderNumber: null,
    traceId: file.traceId,
    traceparent: file.traceparent,
    by: file.by,
    feed: file.feed ?? null,
    maps: [],
  },
  events: [],
});

/** What reading the file found out. */
export interface Judgement {
  readonly format: Interchange['format'];
  readonly charset: string | null;
  readonly control: string | null;
  /** Control numbers of the interchanges of which something got through. */
  readonly controls: readonly string[];
  readonly errors: readonly FileError[];
  readonly messages: readonly MessageFate[];
  readonly rows: readonly RowFate[];
  readonly rejected: boolean;
  readonly feed?: FeedFacts;
  readonly maps?: readonly MapUse[];
}

/** A warning says how something was understood, not that it was wrong. */
const isWarning = ({ severity }: FileError): boolean => severity === 'warning';

const isClean = ({ errors, messages, rows }: Judgement): boolean =>
  errors.every(isWarning) &&
  messages.every((m) => m.verdict === 'accepted') &&
  rows.every((r) => r.verdict === 'accepted');

const nothingGotThrough = ({ messages, rows }: Judgement): boolean => {
  const verdicts = [...messages, ...rows].map((x) => x.verdict);
  return verdicts.length > 0 && verdicts.every((v) => v === 'rejected');
};

const statusOf = (judgement: Judgement): Interchange['status'] => {
  if (judgement.rejected || nothingGotThrough(judgement)) return 'rejected';
  return isClean(judgement) ? 'processed' : 'processed-with-errors';
};

/** The file's fate once it has been read; the events of its documents go with it. */
export const judge =
  (
    judgement: Judgement,
    acknowledgements: readonly string[],
    events: Outcome<Interchange>['events'],
    profileVersion: number | null,
  ) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      format: judgement.format,
      charset: judgement.charset,
      control: judgement.control,
      controls: judgement.controls,
      errors: judgement.errors,
      messages: judgement.messages,
      rows: judgement.rows,
      acknowledgements,
      profileVersion,
      held: false,
      maps: judgement.maps ?? [],
      status: statusOf(judgement),
      feed: judgement.feed ?? interchange.feed,
    },
    events,
  });

/** Not yet: it is read when those before it have come. */
export const hold =
  (format: Interchange['format'], control: string, why: FileError) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: { ...interchange, held: true, format, control, errors: [why] },
    events: [],
  });
/** Somebody acts on it, or has acted. */
export const isTaken = ({ verdict, errors, refused }: MessageFate): boolean =>
  verdict !== 'rejected' && refused !== true && !errors.some(({ code }) => code === untakenCode);

/** The file's fate once it has been read anew, message by message: what was taken keeps the fate it has. */
export const judgeAgain =
  (judgement: Judgement, events: Outcome<Interchange>['events']) =>
  (interchange: Interchange): Outcome<Interchange> => {
    const messages = judgement.messages.map((fate, i) => {
      const before = interchange.messages[i];
      return before && isTaken(before) ? before : fate;
    });
    const merged = { ...judgement, messages };
    return {
      state: {
        ...interchange,
        charset: judgement.charset,
        control: judgement.control,
        controls: [...new Set([...interchange.controls, ...judgement.controls])],
        errors: judgement.errors,
        messages,
        maps: judgement.maps ?? [],
        status: statusOf(merged),
      },
      events,
    };
  };

/** One message of a file: its number alone may come again in another group. */
export interface Place {
  readonly groupControl: string;
  readonly messageControl: string;
}

const isAt =
  ({ groupControl, messageControl }: Place) =>
  (message: MessageFate): boolean =>
    message.groupControl === groupControl && message.control === messageControl;

/** A document of the file led to this order. */
export const attachOrder =
  (place: Place, orderId: string) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      orderId,
      messages: interchange.messages.map((m) => (isAt(place)(m) ? { ...m, orderId } : m)),
      rows: interchange.rows.map((r) => ({ ...r, orderId: r.orderId ?? orderId })),
    },
    events: [],
  });

/** A finding names its row, or it is about all rows that its document was made of. */
const isOfRow =
  ({ messageControl }: Place, { row }: RowFate) =>
  ({ position }: FileError): boolean =>
    position === undefined ? messageControl.split(',').includes(String(row)) : String(position) === String(row);

/** A service could not act on a document that was formally right. */
export const refuse =
  (place: Place, errors: readonly FileError[], acknowledgement: string | null) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      status: 'processed-with-errors',
      messages: interchange.messages.map((m) =>
        isAt(place)(m) ? { ...m, refused: true, verdict: 'accepted-with-errors', errors: [...m.errors, ...errors] } : m,
      ),
      rows: interchange.rows.map((row) => {
        const own = errors.filter(isOfRow(place, row));
        return own.length > 0 ? { ...row, verdict: 'rejected', errors: [...row.errors, ...own] } : row;
      }),
      acknowledgements: acknowledgement
        ? [...interchange.acknowledgements, acknowledgement]
        : interchange.acknowledgements,
    },
    events: [],
  });

/**
 * The partner's 997 or CONTRL about a file we sent: acknowledged, or rejected as a whole. The first one counts.
 * @param by the interchange that holds it
 */
export const settle =
  (outcome: string, by: string, settled: DomainEvent) =>
  (interchange: Interchange): Outcome<Interchange> =>
    interchange.status === 'sent'
      ? {
          state: { ...interchange, status: outcome === 'rejected' ? 'rejected' : 'acknowledged', acknowledgedBy: by },
          events: [settled],
        }
      : unchanged(interchange);

/**
 * The partner's application refuses a document of ours that his translator could read. A later refusal adds its reasons.
 * @param by the interchange that holds his advice
 */
export const refuseSent =
  (errors: readonly FileError[], by: string, refused: DomainEvent) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      status: 'refused',
      errors: [...interchange.errors, ...errors],
      acknowledgedBy: interchange.acknowledgedBy ?? by,
    },
    events: [refused],
  });

/** The partner has fetched the whole of a file of ours. The first time counts. */
export const collect =
  (channel: Channel, at: Date) =>
  (interchange: Interchange): Outcome<Interchange> =>
    interchange.collectedAt
      ? unchanged(interchange)
      : { state: { ...interchange, channel, collectedAt: at }, events: [] };

/** The partner needs to see it no more, and so has it. */
export const clear =
  (channel: Channel, at: Date) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: { ...collect(channel, at)(interchange).state, clearedAt: interchange.clearedAt ?? at },
    events: [],
  });
