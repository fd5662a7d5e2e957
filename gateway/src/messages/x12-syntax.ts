import {
  acknowledgeTogether,
  answeredTogether,
  interchangeAcknowledgement,
  interchangeVerdict,
  owesInterchangeAcknowledgement,
  readX12File,
} from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import { nextControl } from '../outbound/control-numbers.ts';
import { type MadeFile, x12MadeFile } from '../outbound/make-file.ts';
import type { EdiSyntax } from './edi-syntax.ts';

/** By TA105. */
const refusals: Readonly<Record<string, FileError>> = {
  '006': {
    code: 'gateway.x12.unknown-sender',
    message: { en: 'ISA06 is not the sender agreed for this mailbox', zh: 'ISA06 不是该邮箱约定的发送方' },
    segment: 'ISA',
    element: 6,
  },
  '009': {
    code: 'gateway.x12.unknown-receiver',
    message: { en: 'ISA08 is not the receiver agreed for this mailbox', zh: 'ISA08 不是该邮箱约定的接收方' },
    segment: 'ISA',
    element: 8,
  },
  '025': {
    code: 'gateway.x12.duplicate',
    message: { en: 'ISA13: this interchange control number was taken before', zh: 'ISA13：该交换控制号此前已接收' },
    segment: 'ISA',
    element: 13,
  },
};

/** A TA1 answers the envelope, a 997 or 999 the groups of each version. */
export const x12Syntax: EdiSyntax = {
  format: 'x12',
  hasWideCharacters: false,
  isCounted: true,
  identityOf: ({ control }) => control,

  readFile: (content) => readX12File(content),

  judge(received, knowledge) {
    const { code, note } = interchangeVerdict(received, knowledge);
    const refusal = refusals[note];
    return { received, knowledge, refused: code === 'R', found: refusal ? [refusal] : [] };
  },

  async acknowledge(tx, partner, { received, knowledge, refused }) {
    const files: MadeFile[] = [];
    const at = tx.at;
    if (owesInterchangeAcknowledgement(received, interchangeVerdict(received, knowledge))) {
      const control = await nextControl(tx, partner, 'interchange');
      files.push(x12MadeFile('TA1', interchangeAcknowledgement(received, { control, at }, knowledge), control, null));
    }
    for (const part of refused ? [] : answeredTogether(received)) {
      const control = await nextControl(tx, partner, 'interchange');
      const groupControl = await nextControl(tx, partner, 'group');
      const envelope = { control, groupControl, at, set: partner.x12Acknowledgement };
      const { set, bytes } = acknowledgeTogether(part, envelope);
      files.push(x12MadeFile(set, bytes, control, String(groupControl)));
    }
    return files;
  },
};
