import {
  acknowledgeTogether,
  answeredTogether,
  interchangeAcknowledgement,
  interchangeVerdict,
  owesInterchangeAcknowledgement,
  readX12File,
} from '@tradeloom/edi';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import { firstMessage, type MadeFile, x12MadeFile } from '../outbound/make-file.ts';
import { readingRules } from '../profiles/reading-rules.ts';
import { x12Writing } from '../profiles/writing-rules.ts';
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

  readFile: (content, { profile }, map) => readX12File(content, { ...readingRules(profile), ...(map && { map }) }),

  judge(received, knowledge) {
    const { code, note } = interchangeVerdict(received, knowledge);
    const refusal = refusals[note];
    return { received, knowledge, refused: code === 'R', found: refusal ? [refusal] : [] };
  },

  async acknowledge({ at, draw }, { profile }, { received, knowledge, refused }) {
    const files: MadeFile[] = [];
    const { ta1, functional, acceptedSets } = profile.acknowledgements;
    const charset = profile.charsets.out;
    const writing = x12Writing(profile);
    if (owesInterchangeAcknowledgement(received, interchangeVerdict(received, knowledge), ta1)) {
      const control = await draw('interchange');
      const bytes = interchangeAcknowledgement(received, { control, at, writing }, knowledge);
      files.push(x12MadeFile('TA1', bytes, control, null, charset));
    }
    if (refused || functional === 'none') return files;
    for (const part of answeredTogether(received)) {
      const control = await draw('interchange');
      const groupControl = await draw('group');
      const numbered = { ...writing, firstMessage: await firstMessage(profile, draw, part.groups.length) };
      const envelope = { control, groupControl, at, set: functional, acceptedSets, writing: numbered };
      const { set, bytes } = acknowledgeTogether(part, envelope);
      files.push(x12MadeFile(set, bytes, control, String(groupControl), charset));
    }
    return files;
  },
};
