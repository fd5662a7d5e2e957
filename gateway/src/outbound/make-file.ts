import type { Tx } from '@tradeloom/chassis';
import { type CanonicalDocument, type Envelope, type Party, typeOf, writeInterchange } from '@tradeloom/edi';
import { writeOrderSheet } from '@tradeloom/feeds';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { nextControl } from './control-numbers.ts';
import { orderSheetOf } from './order-sheet-of.ts';

export interface MadeFile {
  readonly content: Uint8Array;
  readonly format: Interchange['format'];
  readonly contentType: string;
  readonly fileName: string;
  readonly messageType: string;
  readonly control: string | null;
  readonly groupControl: string | null;
}

/** The envelope of the next file to an X12 partner; draws its control numbers. */
const nextEnvelope = async (tx: Tx, partner: Partner): Promise<Envelope> => ({
  sender: partyOf(partner.ourQualifier, partner.ourIdentity, partner.ourGroupIdentity),
  receiver: partyOf(partner.qualifier, partner.identity, partner.groupIdentity),
  control: await nextControl(tx, partner, 'interchange'),
  groupControl: await nextControl(tx, partner, 'group'),
  test: partner.test,
  at: tx.at,
  version: partner.x12Version ?? '004010',
});

const partyOf = (qualifier: string | null, id: string | null, applicationId: string | null): Party => ({
  qualifier: qualifier ?? 'ZZ',
  id: id ?? '',
  ...(applicationId && { applicationId }),
});

const x12File = async (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> => {
  const envelope = await nextEnvelope(tx, partner);
  const messageType = typeOf(document);
  return {
    content: writeInterchange({ envelope, documents: [document], options: { onDelimiter: { replaceWith: ' ' } } }),
    format: 'x12',
    contentType: 'application/edi-x12',
    fileName: `${messageType}-${envelope.control}.edi`,
    messageType,
    control: String(envelope.control).padStart(9, '0'),
    groupControl: String(envelope.groupControl),
  };
};

const sheetFile = async (document: CanonicalDocument): Promise<MadeFile> => {
  const sheet = orderSheetOf(document);
  return {
    content: await writeOrderSheet(sheet),
    format: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${sheet.changeNumber ?? sheet.orderNumber}.xlsx`,
    messageType: document.kind,
    control: null,
    groupControl: null,
  };
};

/** The document in the partner's own format. */
export const makeFile = (tx: Tx, partner: Partner, document: CanonicalDocument): Promise<MadeFile> =>
  partner.format === 'x12' ? x12File(tx, partner, document) : sheetFile(document);
