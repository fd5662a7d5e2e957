import {
  type CanonicalDocument,
  charsetOfEdifact,
  directoryFor,
  messageTypeOf,
  type Party,
  readUblFile,
  typeOf,
  ublTypeOf,
  writeEdifactInterchange,
  writeInterchange,
  writeUblDocument,
} from '@tradeloom/edi';
import { writeOrderSheet } from '@tradeloom/feeds';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { MapUse } from '../maps/partner-map.rules.ts';
import type { WrittenBy } from '../maps/written-by.ts';
import type { Profile } from '../profiles/profile.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import { edifactWriting, x12Writing } from '../profiles/writing-rules.ts';
import type { DrawControl } from './control-numbers.ts';
import { orderSheetOf } from './order-sheet-of.ts';

export interface MadeFile {
  readonly content: Uint8Array;
  readonly format: Interchange['format'];
  readonly charset: string | null;
  readonly contentType: string;
  readonly fileName: string;
  readonly messageType: string;
  readonly control: string | null;
  readonly groupControl: string | null;
  readonly maps?: readonly MapUse[];
}

export const x12MadeFile = (
  messageType: string,
  content: Uint8Array,
  control: number,
  groupControl: string | null,
  charset: string,
): MadeFile => ({
  content,
  format: 'x12',
  charset,
  contentType: 'application/edi-x12',
  fileName: `${messageType}-${control}.edi`,
  messageType,
  control: String(control).padStart(9, '0'),
  groupControl,
});

export const edifactMadeFile = (messageType: string, content: Uint8Array, control: number): MadeFile => ({
  content,
  format: 'edifact',
  charset: charsetOfEdifact(content),
  contentType: 'application/edifact',
  fileName: `${messageType}-${control}.edi`,
  messageType,
  control: String(control),
  groupControl: null,
});

const partyOf = (qualifier: string, id: string | null, applicationId: string | null): Party => ({
  qualifier,
  id: id ?? '',
  ...(applicationId && { applicationId }),
});

/** When a file is made, and where its control numbers come from. */
export interface Making {
  readonly at: Date;
  readonly draw: DrawControl;
  /** By which map of the partner's own a document is written; none where the standard alone is asked for. */
  readonly own?: (document: CanonicalDocument, type: string, version: string) => Promise<WrittenBy>;
}

const standard: WrittenBy = { options: {}, used: [] };

/** Both parties and the time of the next file to a partner; draws its control number. */
const nextEnvelope = async ({ at, draw }: Making, partner: ProfiledPartner, noQualifier: string) => ({
  sender: partyOf(partner.ourQualifier ?? noQualifier, partner.ourIdentity, partner.ourGroupIdentity),
  receiver: partyOf(partner.qualifier ?? noQualifier, partner.identity, partner.groupIdentity),
  control: await draw('interchange'),
  test: partner.test,
  at,
});

/** The number of a file's first message, of so many. */
export const firstMessage = async ({ controls }: Profile, draw: DrawControl, count = 1): Promise<number> =>
  controls.message.runs === 'on' ? draw('message', count) : controls.message.first;

const versionOf = ({ versions }: Profile, type: string, otherwise: string): string =>
  versions.byType.find((one) => one.type === type)?.version ?? otherwise;

/** A TA1 is asked for where the partner owes one (ISA14). */
const x12File = async (making: Making, partner: ProfiledPartner, document: CanonicalDocument): Promise<MadeFile> => {
  const { profile } = partner;
  const type = typeOf(document);
  const envelope = {
    ...(await nextEnvelope(making, partner, 'ZZ')),
    groupControl: await making.draw('group'),
    version: versionOf(profile, type, profile.versions.x12),
    acknowledgementRequested: profile.acknowledgements.expects === 'interchange',
  };
  const own = (await making.own?.(document, type, envelope.version.slice(0, 6))) ?? standard;
  const options = { ...x12Writing(profile), ...own.options, firstMessage: await firstMessage(profile, making.draw) };
  const content = writeInterchange({ envelope, documents: [document], options });
  const groupControl = String(envelope.groupControl);
  return {
    ...x12MadeFile(type, content, envelope.control, groupControl, profile.charsets.out),
    maps: own.used,
  };
};

/** Its CONTRL is asked for: an interchange says itself whether it wants one (UNB 0031). */
const edifactFile = async (
  making: Making,
  partner: ProfiledPartner,
  document: CanonicalDocument,
): Promise<MadeFile> => {
  const { profile } = partner;
  const type = messageTypeOf(document) ?? document.kind;
  const envelope = {
    ...(await nextEnvelope(making, partner, '')),
    version: directoryFor(document, versionOf(profile, type, profile.versions.edifact)),
    acknowledgementRequested: profile.acknowledgements.expects !== 'none',
  };
  const own = (await making.own?.(document, type, envelope.version)) ?? standard;
  const options = {
    ...edifactWriting(profile),
    ...own.options,
    firstMessage: await firstMessage(profile, making.draw),
  };
  const content = writeEdifactInterchange({ envelope, documents: [document], options });
  return { ...edifactMadeFile(type, content, envelope.control), maps: own.used };
};

/** Known by the document's own number, which is the control number where the document has none. */
const ublFile = async (making: Making, partner: ProfiledPartner, document: CanonicalDocument): Promise<MadeFile> => {
  const content = writeUblDocument({ envelope: await nextEnvelope(making, partner, ''), document });
  const messageType = ublTypeOf(document) ?? document.kind;
  const control = readUblFile(content).interchanges[0]?.control ?? null;
  return {
    content,
    format: 'ubl',
    charset: 'utf-8',
    contentType: 'application/xml',
    fileName: `${messageType}-${control}.xml`,
    messageType,
    control,
    groupControl: control,
  };
};

const sheetFile = async (document: CanonicalDocument): Promise<MadeFile> => {
  const sheet = orderSheetOf(document);
  return {
    content: await writeOrderSheet(sheet),
    format: 'xlsx',
    charset: null,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${sheet.changeNumber ?? sheet.orderNumber}.xlsx`,
    messageType: document.kind,
    control: null,
    groupControl: null,
  };
};

/** The document in the partner's own format. */
export const makeFile = (making: Making, partner: ProfiledPartner, document: CanonicalDocument): Promise<MadeFile> => {
  if (partner.format === 'x12') return x12File(making, partner, document);
  if (partner.format === 'ubl') return ublFile(making, partner, document);
  return partner.format === 'edifact' ? edifactFile(making, partner, document) : sheetFile(document);
};
