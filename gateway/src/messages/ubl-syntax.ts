import { type InterchangeResult, readUblFile } from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import type { EdiSyntax, Known } from './edi-syntax.ts';

const unknownSender: FileError = {
  code: 'gateway.ubl.unknown-sender',
  message: {
    en: "The sender's EndpointID is not the one agreed for this mailbox",
    zh: '发送方的 EndpointID 不是该邮箱约定的地址',
  },
  segment: 'EndpointID',
};
const unknownReceiver: FileError = {
  code: 'gateway.ubl.unknown-receiver',
  message: {
    en: "The receiver's EndpointID is not the one agreed for this mailbox",
    zh: '接收方的 EndpointID 不是该邮箱约定的地址',
  },
  segment: 'EndpointID',
};
const duplicate: FileError = {
  code: 'gateway.ubl.duplicate',
  message: { en: 'This very document was taken before', zh: '该单据此前已接收' },
  segment: 'ID',
};
const numberTaken: FileError = {
  code: 'gateway.ubl.number-taken',
  message: {
    en: 'Another document of this kind was taken before under this number; a correction needs its own number',
    zh: '此编号下已接收过同类的另一份单据；更正须使用新的编号',
  },
  segment: 'ID',
};

/** Of a kind of document that we do not read, nobody knows where its sender stands: that it is rejected is enough. */
const refusalsOf = ({ verdict, sender }: InterchangeResult, known: Known): FileError[] => {
  if (verdict === 'rejected' && sender === '') return [];
  if (known.unknownSender) return [unknownSender];
  if (known.unknownReceiver) return [unknownReceiver];
  if (!known.duplicate) return [];
  return [known.altered ? numberTaken : duplicate];
};

/** A document by itself: nothing acknowledges it but its answer. */
export const ublSyntax: EdiSyntax = {
  format: 'ubl',
  hasWideCharacters: true,
  isCounted: false,
  // Each kind of document has numbers of its own.
  identityOf: ({ control, groups }) => `${groups[0]?.messages[0]?.type ?? ''}/${control}`,

  readFile: (content) => readUblFile(content),

  judge(received, knowledge) {
    const found = refusalsOf(received, knowledge);
    return { received, knowledge, refused: found.length > 0, found };
  },

  acknowledge: async () => [],
};
