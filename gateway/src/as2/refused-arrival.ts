import { certificateFacts, type Message, type ReceiptOrder, type RefusedMessage } from '@tradeloom/as2';

/** Why a message is not taken: the word for the book, and what its sender is told. */
export interface No {
  readonly reason: string;
  readonly refusal: Extract<ReceiptOrder['fate'], { verdict: 'refused' }>['refusal'];
  /** The event that those who watch over the platform see. */
  readonly security: 'sign-in-refused' | 'input-refused';
  /** SHA-256 of the certificate that signed it; null: it may be anybody's. */
  readonly signedBy: string | null;
  /** Where the receipt is to be posted; null: it goes with the answer. */
  readonly receiptUrl: string | null;
}

const fingerprintOf = ({ signedBy }: Pick<Message, 'signedBy'>, at: Date): string | null =>
  signedBy && certificateFacts(signedBy, at).fingerprint;

/** It cannot be read, or is not as agreed. Answered at once: an address that is not proven the partner's is not called. */
export const notAsAgreed = (refused: RefusedMessage, at: Date): No => ({
  reason: refused.refusal.modifier,
  refusal: refused.refusal,
  security: 'sign-in-refused',
  signedBy: fingerprintOf(refused, at),
  receiptUrl: null,
});

/** Its id was another message's. RFC 4130 has no word for that: the text says it. Who sent it is not in doubt. */
export const otherContent = (message: Message, receiptUrl: string | null, at: Date): No => ({
  reason: 'other-content',
  refusal: {
    modifier: 'unexpected-processing-error',
    text: {
      en: 'Other content was taken under this message id before, and this was not taken. Please send it again under a new message id',
      zh: '此报文标识此前已用于其他内容，本次内容未被接收。请使用新的报文标识重新发送',
    },
  },
  security: 'input-refused',
  signedBy: fingerprintOf(message, at),
  receiptUrl,
});
