import { create, gateway } from '@tradeloom/contracts';
import type { Outcome } from '@tradeloom/kernel';
import type { MapUse } from '../maps/partner-map.rules.ts';
import {
  type Channel,
  type FeedFacts,
  type FileError,
  type Interchange,
  type MessageFate,
  type RowFate,
  type Sender,
  untakenCode,
} from './interchange.rules.ts';

/** A file as a door brings it. */
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

const unreadAfter = (attempts: number): FileError => ({
  code: 'gateway.file.unread',
  message: {
    en: `The file could not be read in ${attempts} attempts and is tried by itself no longer: our operator has to see to it; the file is kept and need not be sent again`,
    zh: `文件尝试读取 ${attempts} 次均未成功，已停止自动重试，须由我方运维人员处理；文件已保存，无需重发`,
  },
});

/** It is tried by itself no longer: nothing is said against the file, but both sides hear that somebody has to see to it. */
export const park =
  (attempts: number, sender: string, receiver: string) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: { ...interchange, errors: [unreadAfter(attempts)] },
    events: [
      create(gateway.InterchangeUnreadSchema, {
        ref: { interchangeId: interchange.id },
        sender,
        receiver,
        fileName: interchange.fileName ?? '',
        attempts,
      }),
    ],
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

/** One message of a file: its number may come again in another group, and both in another interchange. */
export interface Place {
  readonly groupControl: string;
  readonly messageControl: string;
  /** Which one of the file, from 1; 0 or none in what was told before positions were: its numbers tell. */
  readonly position?: number;
}

const isAt =
  ({ groupControl, messageControl, position = 0 }: Place) =>
  (message: MessageFate, i: number): boolean =>
    position > 0 ? i === position - 1 : message.groupControl === groupControl && message.control === messageControl;

/** A document of the file led to this order. */
export const attachOrder =
  (place: Place, orderId: string) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      orderId,
      messages: interchange.messages.map((m, i) => (isAt(place)(m, i) ? { ...m, orderId } : m)),
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
      messages: interchange.messages.map((m, i) =>
        isAt(place)(m, i)
          ? { ...m, refused: true, verdict: 'accepted-with-errors', errors: [...m.errors, ...errors] }
          : m,
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
