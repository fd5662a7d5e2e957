import type { Tx } from '@tradeloom/chassis';
import {
  type CanonicalDocument,
  charsetOfEdifact,
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
import type { Partner } from '../partners/partner.table.ts';
import { nextControl } from './control-numbers.ts';
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
}

export const x12MadeFile = (
  messageType: string,
  content: Uint8Array,
  control: number,
  groupControl: string | null,
): MadeFile => ({
  content,
  format: 'x12',
  charset: 'utf-8',
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

/** Both parties and the time of the next file to a partner; draws its control number. */
const nextEnvelope = async (tx: Tx, partner: Partner, noQualifier: string) => ({
  sender: partyOf(partner.ourQualifier ?? noQualifier, partner.ourIdentity, partner.ourGroupIdentity),
  receiver: partyOf(partner.qualifier ?? noQualifier, partner.identity, partner.groupIdentity),
  control: await nextControl(tx, partner, 'interchange'),
  test: partner.test,
  at: tx.at,
});

const x12File = async (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> => {
  const envelope = {
    ...(await nextEnvelope(tx, partner, 'ZZ')),
    groupControl: await nextControl(tx, partner, 'group'),
    version: partner.x12Version ?? '004010',
  };
  const content = writeInterchange({
    envelope,
    documents: [document],
    options: { onDelimiter: { replaceWith: ' ' } },
  });
  return x12MadeFile(typeOf(document), content, envelope.control, String(envelope.groupControl));
};

/** Its CONTRL is asked for: an interchange says itself whether it wants one (UNB 0031). */
const edifactFile = async (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> => {
  const envelope = {
    ...(await nextEnvelope(tx, partner, '')),
    version: partner.edifactDirectory ?? 'D.96A',
    acknowledgementRequested: true,
  };
  const content = writeEdifactInterchange({ envelope, documents: [document] });
  return edifactMadeFile(messageTypeOf(document) ?? document.kind, content, envelope.control);
};

/** Known by the document's own number, which is the control number where the document has none. */
const ublFile = async (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> => {
  const content = writeUblDocument({ envelope: await nextEnvelope(tx, partner, ''), document });
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
export const makeFile = (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> => {
  if (partner.format === 'x12') return x12File(tx, partner, document);
  if (partner.format === 'ubl') return ublFile(tx, partner, document);
  return partner.format === 'edifact' ? edifactFile(tx, partner, document) : sheetFile(document);
};
