import type { Text } from '@tradeloom/kernel';
import { type Mic, sameMic } from '../message/mic.ts';
import type { Receipt, ReceiptResult } from './read-receipt.ts';

/** What is kept of a message until its receipt comes. */
export interface Sent {
  readonly messageId: string;
  /** what its receipt may say: `mics` of the message made */
  readonly mics: readonly Mic[];
  /** was a signed receipt asked for? */
  readonly signedReceipt: boolean;
}

export type Settlement =
  | { readonly outcome: 'processed'; readonly warning: string | null }
  /** the receiver did not take it */
  | { readonly outcome: 'failed'; readonly modifier: string; readonly text: Text }
  /** something else arrived than was sent, or nothing says what arrived */
  | { readonly outcome: 'mic-mismatch'; readonly text: Text }
  /** no proof: of another message, not signed as asked, by nobody known, or no receipt at all */
  | {
      readonly outcome: 'unproven';
      readonly because: 'other-message' | 'unsigned' | 'signature-invalid' | 'unreadable';
      readonly text: Text;
    };

const UNPROVEN = {
  'other-message': { en: 'The receipt is for another message', zh: '回执对应的是另一份报文' },
  unsigned: { en: 'The receipt is not signed, as was asked', zh: '回执未按要求签名' },
  'signature-invalid': {
    en: 'The receipt is not signed by a certificate on file that is in force',
    zh: '回执签名所用证书不是备案的有效证书',
  },
  unreadable: { en: 'What came is not a receipt that can be read', zh: '收到的内容不是可读取的回执' },
} as const satisfies Record<string, Text>;

const unproven = (because: keyof typeof UNPROVEN): Settlement => ({
  outcome: 'unproven',
  because,
  text: UNPROVEN[because],
});

/** What a receipt proves about the message it should answer. A failure counts only with the signature that was asked for. */
export function settleReceipt(result: ReceiptResult, sent: Sent): Settlement {
  if (result.verdict !== 'read') return unproven(result.verdict);
  const { receipt } = result;
  if (bare(receipt.originalMessageId) !== bare(sent.messageId)) return unproven('other-message');
  if (sent.signedReceipt && !receipt.signedBy) return unproven('unsigned');
  const { disposition } = receipt;
  if (disposition.type === 'failed') {
    const { modifier } = disposition;
    const text = { en: `The receiver refused the message: ${modifier}`, zh: `接收方拒收报文：${modifier}` };
    return { outcome: 'failed', modifier, text };
  }
  const difference = micDifference(receipt, sent);
  if (difference) return { outcome: 'mic-mismatch', text: difference };
  return { outcome: 'processed', warning: disposition.type === 'processed' ? null : disposition.warning };
}

/** An unsigned receipt may be silent (RFC 4130 7.4.3); a signed one vouches for something. */
function micDifference({ mic, signedBy }: Receipt, sent: Sent): Text | null {
  if (!mic && !signedBy) return null;
  if (!mic) return { en: 'The receipt does not say what was received', zh: '回执未说明收到的内容' };
  if (sent.mics.some((one) => sameMic(mic, one))) return null;
  const [expected] = sent.mics;
  return {
    en: `Received was ${mic.digest} (${mic.algorithm}), sent ${expected?.digest} (${expected?.algorithm})`,
    zh: `收到的摘要为 ${mic.digest}（${mic.algorithm}），发出的为 ${expected?.digest}（${expected?.algorithm}）`,
  };
}

/** Some leave the angle brackets away. */
const bare = (messageId: string): string => messageId.trim().replaceAll(/^<|>$/g, '');
